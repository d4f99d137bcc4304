"""What hosts and Google write alike: HTTP, JSON, conferences, the common part of an event."""
