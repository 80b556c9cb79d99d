"""A database with a small community in it, as storage's tests have it."""

from tests.storage.conftest import community, database

__all__ = ["community", "database"]
