"""The database room: SQLAlchemy 2 over SQLite/SQLCipher. Values cross its door, rows do not."""
