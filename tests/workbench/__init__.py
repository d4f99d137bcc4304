"""The workbench in a real browser, and its drawing of cards."""
