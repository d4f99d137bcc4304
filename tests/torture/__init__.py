"""The torture: that its oracle sees what is wrong, and its commands."""
