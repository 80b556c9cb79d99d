"""Alembic's way in: it works on the connection that it is handed."""

from alembic import context

from storage.tables import METADATA

connection = context.config.attributes["connection"]
# SQLite can't alter most of a table: batch mode makes it anew.
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
