"""Commands for those who work on the add-on or deploy it."""
