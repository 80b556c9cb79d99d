"""What is set for a chat, and what the bot would have done in it."""

from functools import partial

from bot.domain.ids import ChatId, CommunityId, MessageId
from bot.domain.listening import EXAMPLES, Eagerness, Finding, Findings, Listening
from storage import listening
from storage.database import Database
from storage.tables import FINDING
from tests.storage.makers import DAY, NORTH, NOW, SECOND, SOUTH, count_rows, settle


def a_finding(number: int, chat: ChatId = NORTH) -> Finding:
    return Finding(chat, MessageId(number), NOW, "report", "act", None, f"灯坏了 {number}")


def test_what_is_set_is_kept_and_each_chats_own(database: Database, community: CommunityId) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    for how in (Listening(Eagerness.QUIET, NOW), Listening(Eagerness.LISTEN)):
        database.work(partial(listening.keep, community=community, chat=NORTH, listening=how))
        assert database.read(lambda tx: listening.find(tx, NORTH)) == how
        assert database.read(lambda tx: listening.settings(tx, community)) == {NORTH: how}
    assert database.read(lambda tx: listening.find(tx, SOUTH)) == Listening()
    assert database.read(lambda tx: listening.settings(tx, other)) == {}


def test_the_days_of_listening_end_when_they_are_over(database: Database, community: CommunityId) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    for chat, until in ((NORTH, NOW), (SOUTH, NOW + SECOND), (ChatId(-7), None)):
        database.work(
            partial(listening.keep, community=community, chat=chat, listening=Listening(Eagerness.NORMAL, until))
        )
    assert database.read(lambda tx: listening.over(tx, community, NOW - SECOND)) == []
    assert database.read(lambda tx: listening.over(tx, community, NOW)) == [NORTH]
    assert set(database.read(lambda tx: listening.over(tx, community, NOW + DAY))) == {NORTH, SOUTH}
    assert database.read(lambda tx: listening.over(tx, other, NOW + DAY)) == []


def test_all_findings_are_counted_some_are_kept_and_all_are_told_once(
    database: Database, community: CommunityId
) -> None:
    for chat in (NORTH, SOUTH):
        database.work(partial(listening.keep, community=community, chat=chat, listening=Listening()))
    for number in range(1, EXAMPLES + 4):
        database.work(
            partial(listening.add_finding, community=community, finding=a_finding(number), files=number % 2 == 0)
        )
    database.work(partial(listening.add_finding, community=community, finding=a_finding(1, SOUTH), files=True))
    (found,) = database.work(lambda tx: listening.take_findings(tx, [NORTH]))
    examples = tuple(a_finding(number) for number in range(1, EXAMPLES + 1))
    assert found == Findings(NORTH, filed=6, asked=7, examples=examples)
    assert database.work(lambda tx: listening.take_findings(tx, [NORTH])) == [Findings(NORTH, 0, 0, ())]
    assert database.read(lambda tx: count_rows(tx, FINDING)) == 1
