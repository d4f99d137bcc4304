"""A local stand-in for Google: Calendar v3, Meet v2 and Google's signed tokens, on one port."""
