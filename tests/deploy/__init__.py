"""Deploying: what is asked, what is run, and that the Google Cloud SDK knows the commands."""
