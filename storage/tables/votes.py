"""Votes: what is asked, who has a ballot, what was cast."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from bot.domain.vote.life import OVER
from storage.tables.base import METADATA
from storage.types import Id, UtcTime

_OVER = ", ".join(f"'{state.value}'" for state in sorted(OVER))


def _of_a_vote(*columns: str) -> ForeignKeyConstraint:
    theirs = ("community_id", "vote", *columns)
    table = "elector" if columns else "vote"
    names = ("community_id", "vote", "number") if columns else ("community_id", "number")
    return ForeignKeyConstraint(theirs, [f"{table}.{name}" for name in names])


VOTE = Table(
    "vote",
    METADATA,
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("number", Integer, nullable=False),
    # The building's chat in which it was started.
    Column("chat_id", Id, nullable=False),
    Column("starter_id", Id, ForeignKey("person.id"), nullable=False),
    Column("question", Text, nullable=False),
    Column("form", JSON, nullable=False),
    # The rule as it was when the vote was opened.
    Column("rule", JSON, nullable=False),
    Column("secret", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("opens_at", UtcTime),
    Column("closes_at", UtcTime),
    Column("opened_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("extended", Boolean, nullable=False),
    # Why it was withdrawn, or what the lead says of the outcome.
    Column("words", Text, nullable=False, server_default=""),
    # The figures of the count: from a secret vote's ballots they can't be had any more.
    Column("result", JSON(none_as_null=True)),
    Column("issue", Integer),
    Column("became", Integer),
    Column("message_id", Id),
    Column("thread_id", Id),
    Column("version", Integer, nullable=False, server_default="1"),
    PrimaryKeyConstraint("community_id", "number"),
    ForeignKeyConstraint(["community_id", "issue"], ["issue.community_id", "issue.number"]),
    ForeignKeyConstraint(["community_id", "became"], ["issue.community_id", "issue.number"]),
    CheckConstraint(f"(ended_at IS NOT NULL) = (state IN ({_OVER}))", name="ended_when_over"),
    Index("ix_vote_chat_id", "community_id", "chat_id", "state"),
)

VOTE_BUILDING = Table(
    "vote_building",
    METADATA,
    Column("community_id", Id, nullable=False),
    Column("vote", Integer, nullable=False),
    Column("chat_id", Id, nullable=False),
    PrimaryKeyConstraint("community_id", "vote", "chat_id"),
    _of_a_vote(),
)

ELECTOR = Table(
    "elector",
    METADATA,
    # One ballot: a dwelling, or all dwellings of an owner, as they were when the vote was opened.
    Column("community_id", Id, nullable=False),
    Column("vote", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("area", Integer, nullable=False),
    # That it has voted is no secret; what, is nowhere here.
    Column("casts", Integer, nullable=False, server_default="0"),
    Column("voted_at", UtcTime),
    Column("on_paper", Boolean, nullable=False),
    PrimaryKeyConstraint("community_id", "vote", "number"),
    _of_a_vote(),
)

DWELLING = Table(
    "vote_dwelling",
    METADATA,
    Column("community_id", Id, nullable=False),
    Column("vote", Integer, nullable=False),
    # Nobody is counted twice.
    Column("household_id", Id, ForeignKey("household.id"), nullable=False),
    Column("elector", Integer, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("label", Text, nullable=False),
    Column("area", Integer, nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("community_id", "vote", "household_id"),
    _of_a_vote("elector"),
)

BALLOT = Table(
    "ballot",
    METADATA,
    Column("community_id", Id, nullable=False),
    Column("vote", Integer, nullable=False),
    # Open votes: the elector's number. Secret ones: a name that only the key can make, and after the close the receipt.
    Column("name", Text, nullable=False),
    # Sealed as long as a secret vote is open.
    Column("choice", Text, nullable=False),
    PrimaryKeyConstraint("community_id", "vote", "name"),
    _of_a_vote(),
    # Rows lie in the order of their names, and not in that of their coming.
    sqlite_with_rowid=False,
)

VOTE_EVENT = Table(
    "vote_event",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, nullable=False),
    Column("vote", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("person_id", Id, ForeignKey("person.id")),
    Column("update_id", Id),
    Column("elector", Integer),
    Column("note", Text, nullable=False, server_default=""),
    _of_a_vote(),
    Index("ix_vote_event_vote", "community_id", "vote", "id"),
)

PROXY = Table(
    "proxy",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, nullable=False),
    Column("vote", Integer, nullable=False),
    Column("elector", Integer, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("given_by", Id, ForeignKey("person.id"), nullable=False),
    Column("given_at", UtcTime, nullable=False),
    # Null while it holds.
    Column("until", UtcTime),
    _of_a_vote("elector"),
    Index(
        "uq_proxy_open",
        "community_id",
        "vote",
        "elector",
        unique=True,
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
)

PAPER_BALLOT = Table(
    "paper_ballot",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, nullable=False),
    Column("vote", Integer, nullable=False),
    Column("elector", Integer, nullable=False),
    # Sealed where the vote is secret, and emptied once it is cast or turned down.
    Column("choice", Text, nullable=False),
    Column("entered_by", Id, ForeignKey("person.id"), nullable=False),
    Column("entered_at", UtcTime, nullable=False),
    Column("answered_by", Id, ForeignKey("person.id")),
    Column("answered_at", UtcTime),
    Column("confirmed", Boolean),
    _of_a_vote("elector"),
)

HELD_BALLOT = Table(
    "held_ballot",
    METADATA,
    # What somebody pressed who isn't bound to a household yet.
    Column("community_id", Id, nullable=False),
    Column("vote", Integer, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    # Sealed where the vote is secret.
    Column("choice", Text, nullable=False),
    Column("pressed_at", UtcTime, nullable=False),
    PrimaryKeyConstraint("community_id", "vote", "person_id"),
    _of_a_vote(),
)
