"""Each of Google's documented errors and odd answers, at each call that the add-on makes."""
