"""One person's morning with the add-on, played in the terminal."""
