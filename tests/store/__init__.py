"""The stores: SQLite, and Firestore by its real emulator, also over a bad line."""
