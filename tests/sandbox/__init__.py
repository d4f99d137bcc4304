"""The stand-in for Google: its APIs as the add-on and others call them."""
