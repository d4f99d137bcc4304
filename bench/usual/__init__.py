"""The usual way: the same job as samples do it."""
