"""Accounts: who there is, what they granted, and the People API."""
