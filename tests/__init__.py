"""The tests; docs/building.md says which folder holds what."""
