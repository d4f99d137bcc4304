"""The floor: the same job by hand, with the fewest calls in a row and nothing between."""
