"""Alembic's entry: the caller hands over an open connection."""

from __future__ import annotations

from alembic import context

from motcua.office_store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table="office_version",
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
