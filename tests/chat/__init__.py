"""Google Chat: what people do there, through the real function, and what they read."""
