"""Records, their source files and the passages derived from them, in SQLite or PostgreSQL through SQLAlchemy."""
