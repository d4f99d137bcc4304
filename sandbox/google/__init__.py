"""Google as the add-on meets it: its APIs over HTTP, and the world behind them."""
