"""Events, outgoing messages, hand-overs and tokens, in SQLite or PostgreSQL through SQLAlchemy."""
