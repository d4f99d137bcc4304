"""Cards: data in, card JSON out. Nothing here talks to Google, the store or the clock."""
