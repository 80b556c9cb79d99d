"""Pictures: kept once and not too many, and waiting ones are found by who sent them where and when."""

from functools import partial

import pytest

from bot.domain.ids import CommunityId, MessageId
from bot.domain.issue import Issue, Step
from bot.domain.photo import MOST, TOGETHER, Photo
from storage import photos
from storage.database import Database, Transaction
from storage.tables import PHOTO, WAITING_PHOTO
from tests.storage.makers import (
    CHEN,
    NORTH,
    NOW,
    SECOND,
    SOUTH,
    WANG,
    a_cause,
    a_kept_issue,
    an_actor,
    count_rows,
    settle,
)

OFFERED = MessageId(99)


@pytest.fixture
def issue(database: Database, community: CommunityId) -> Issue:
    return database.work(partial(a_kept_issue, community=community))


def a_photo(number: int = 1, *, document: bool = False) -> Photo:
    return Photo(NORTH, MessageId(number), f"file {number}", document)


def test_pictures_come_back_in_order_each_with_its_step(database: Database, issue: Issue) -> None:
    first, second, proof = a_photo(1), a_photo(2, document=True), a_photo(3)
    assert database.work(lambda tx: photos.add(tx, issue, Step.REPORT, (second, first))) == (second, first)
    assert database.work(lambda tx: photos.add(tx, issue, Step.RESOLVE, (proof,))) == (proof,)
    assert database.read(lambda tx: photos.of_issue(tx, issue, Step.REPORT)) == (first, second)
    assert database.read(lambda tx: photos.of_issue(tx, issue, Step.RESOLVE)) == (proof,)
    assert database.read(lambda tx: photos.of_issue(tx, issue, Step.NOTE)) == ()


def test_a_picture_is_one_issues_and_kept_once(database: Database, issue: Issue) -> None:
    other = database.work(partial(a_kept_issue, community=issue.community))
    for one in (issue, issue, other):
        database.work(partial(photos.add, issue=one, step=Step.REPORT, photos=(a_photo(),)))
    assert database.read(lambda tx: count_rows(tx, PHOTO)) == 1
    assert database.read(lambda tx: photos.of_issue(tx, other, Step.REPORT)) == ()
    assert database.read(lambda tx: photos.unknown(tx, (a_photo(1), a_photo(2)))) == (a_photo(2),)


def test_no_more_than_an_album_is_kept_of_a_step(database: Database, issue: Issue) -> None:
    for first in (1, 9):
        album = [a_photo(number) for number in range(first, first + 8)]
        database.work(partial(photos.add, issue=issue, step=Step.REPORT, photos=album))
    assert len(database.read(lambda tx: photos.of_issue(tx, issue, Step.REPORT))) == MOST
    assert database.work(lambda tx: photos.add(tx, issue, Step.RESOLVE, (a_photo(50),)))


def wait(
    database: Database, community: CommunityId, number: int, offer: MessageId | None = None, **given: object
) -> None:
    database.work(lambda tx: photos.wait(tx, community, a_cause(**given), a_photo(number), offer))


def take(tx: Transaction, **given: object) -> tuple[Photo, ...]:
    values: dict[str, object] = {"chat": NORTH, "thread": None, "person": WANG, "since": NOW - TOGETHER}
    return photos.take(tx, **(values | given))  # type: ignore[arg-type]


def test_a_picture_waits_for_its_senders_words_in_the_same_topic(database: Database, community: CommunityId) -> None:
    wait(database, community, 1)
    wait(database, community, 1)
    wait(database, community, 2, thread=3)
    wait(database, community, 3, actor=an_actor(CHEN, "陈爷爷"))
    wait(database, community, 4, at=NOW - TOGETHER - SECOND)
    assert database.work(partial(take, chat=SOUTH)) == ()
    assert database.work(take) == (a_photo(1),)
    assert database.work(take) == ()
    assert database.work(partial(take, thread=3)) == (a_photo(2),)
    assert database.work(partial(take, person=CHEN)) == (a_photo(3),)


def test_a_picture_waits_for_the_answer_to_an_offer(database: Database, community: CommunityId) -> None:
    wait(database, community, 1)
    database.work(lambda tx: photos.hold(tx, NORTH, None, WANG, NOW - TOGETHER, OFFERED))
    wait(database, community, 2, OFFERED)
    wait(database, community, 3)
    assert database.read(lambda tx: photos.count_held(tx, NORTH, OFFERED)) == 2
    assert database.work(take) == (a_photo(3),)
    assert database.work(lambda tx: photos.take_held(tx, SOUTH, OFFERED)) == ()
    assert database.work(lambda tx: photos.take_held(tx, NORTH, OFFERED)) == (a_photo(1), a_photo(2))
    assert database.read(lambda tx: count_rows(tx, WAITING_PHOTO)) == 0


def test_who_waits_is_known_and_what_waited_too_long_is_forgotten(database: Database, community: CommunityId) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    wait(database, community, 1, at=NOW - SECOND)
    wait(database, community, 2)
    wait(database, community, 3, OFFERED, at=NOW - TOGETHER, actor=an_actor(CHEN, "陈爷爷"))
    assert database.read(lambda tx: photos.waiting(tx, community)) == {(NORTH, None, WANG): NOW}
    assert database.read(lambda tx: photos.waiting(tx, other)) == {}
    assert database.work(lambda tx: photos.prune(tx, other, NOW)) == 0
    assert database.work(lambda tx: photos.prune(tx, community, NOW)) == 1
    assert database.work(lambda tx: photos.prune_held(tx, community, NOW - TOGETHER)) == 0
    assert database.work(lambda tx: photos.prune_held(tx, community, NOW)) == 1
    assert database.read(lambda tx: count_rows(tx, WAITING_PHOTO)) == 1
