"""Calendar's sidebar: what is done for each of its triggers and clicks, and its answers."""
