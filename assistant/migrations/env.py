"""Alembic's entry: the caller hands over an open connection."""

from __future__ import annotations

from alembic import context

from assistant.memory_tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table="assistant_version",
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
