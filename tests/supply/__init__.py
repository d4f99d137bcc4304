"""What is pinned, licensed and uploaded."""
