"""Google Chat: spaces, members and messages, and the API for them."""
