"""The pictures of every card in docs/, taken on the tour that the tests make, too."""
