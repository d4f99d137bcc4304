"""Host events as others captured or published them, and what a right answer to each is."""
