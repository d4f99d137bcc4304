"""The stand-in for Google under other people's clients for its APIs."""
