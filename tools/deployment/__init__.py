"""Deploying: what is asked for, the one way to gcloud, and the steps in their order."""
