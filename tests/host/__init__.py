"""The players of Calendar's sidebar and of Chat, around tiny add-ons."""
