"""Google Calendar's sidebar as one person uses it."""
