"""The workbench: Calendar's sidebar and Chat in the browser, around the real function."""
