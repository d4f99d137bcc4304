"""The hosts' wire formats: their events in, their answers out."""
