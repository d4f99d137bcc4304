"""The OAuth scopes, and asking the user for them."""
