"""The words of issues, for search."""

from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Table, Text

from storage.tables.base import METADATA
from storage.types import Id

ISSUE_WORD = Table(
    "issue_word",
    METADATA,
    Column("community_id", Id, nullable=False),
    Column("word", Text, nullable=False),
    Column("number", Integer, nullable=False),
    # The rows are the index.
    PrimaryKeyConstraint("community_id", "word", "number"),
    ForeignKeyConstraint(["community_id", "number"], ["issue.community_id", "issue.number"]),
    sqlite_with_rowid=False,
)
