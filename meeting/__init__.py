"""The domain: events, their Meet spaces, and what may be done with them. No wire formats here."""
