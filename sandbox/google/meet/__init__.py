"""Google Meet: spaces, conferences and what they leave behind, and the API for them."""
