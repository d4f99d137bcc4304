"""Scheduling an event with its Meet: what the sidebar and Chat have in common."""
