"""What is done for each route: a turn in, an outcome out."""
