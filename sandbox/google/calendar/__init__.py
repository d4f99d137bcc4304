"""Google Calendar: calendars and events, and the API that reads and writes them."""
