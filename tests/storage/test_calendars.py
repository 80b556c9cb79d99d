"""Addresses of calendars: kept as digests, renewed, taken back."""

from bot.domain.ids import ChatId, CommunityId, PersonId
from storage import calendars
from storage.calendars import Address
from storage.database import Database
from tests.storage.makers import CHEN, DAY, NORTH, NOW, SOUTH, WANG, settle


def test_an_address_is_found_by_its_digest_until_another_takes_its_place(
    database: Database, community: CommunityId
) -> None:
    address = Address(community, WANG, NORTH, NOW)
    database.work(lambda tx: calendars.put(tx, address, b"1" * 32))
    assert database.read(lambda tx: calendars.of_digest(tx, community, b"1" * 32)) == address
    assert database.read(lambda tx: calendars.of_digest(tx, community, b"2" * 32)) is None
    renewed = Address(community, WANG, NORTH, NOW + DAY)
    database.work(lambda tx: calendars.put(tx, renewed, b"2" * 32))
    assert database.read(lambda tx: calendars.of_digest(tx, community, b"1" * 32)) is None
    assert database.read(lambda tx: calendars.of_digest(tx, community, b"2" * 32)) == renewed


def test_each_takes_back_their_own(database: Database, community: CommunityId) -> None:
    own = ChatId(WANG)
    people: list[tuple[PersonId, ChatId]] = [(WANG, NORTH), (WANG, own), (WANG, SOUTH), (CHEN, NORTH)]
    for number, (person, chat) in enumerate(people):
        address = Address(community, person, chat, NOW + number * DAY)
        database.work(lambda tx, a=address, n=number: calendars.put(tx, a, bytes([n]) * 32))  # type: ignore[misc]
    assert [one.chat for one in database.read(lambda tx: calendars.of_person(tx, community, WANG))] == [
        NORTH,
        own,
        SOUTH,
    ]
    assert database.work(lambda tx: calendars.take_back(tx, community, WANG, SOUTH)) == 1
    assert database.work(lambda tx: calendars.take_back(tx, community, WANG, SOUTH)) == 0
    assert database.work(lambda tx: calendars.take_back(tx, community, WANG)) == 2
    assert database.read(lambda tx: calendars.of_digest(tx, community, b"\0" * 32)) is None
    assert database.read(lambda tx: calendars.of_digest(tx, community, b"\3" * 32)) is not None


def test_another_communitys_address_is_none_here(database: Database, community: CommunityId) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    database.work(lambda tx: calendars.put(tx, Address(community, WANG, NORTH, NOW), b"1" * 32))
    assert database.read(lambda tx: calendars.of_digest(tx, other, b"1" * 32)) is None
    assert database.read(lambda tx: calendars.of_person(tx, other, WANG)) == ()
    assert database.work(lambda tx: calendars.take_back(tx, other, WANG)) == 0


def test_an_address_follows_its_building_to_its_new_chat(database: Database, community: CommunityId) -> None:
    database.work(lambda tx: calendars.put(tx, Address(community, WANG, NORTH, NOW), b"1" * 32))
    database.work(lambda tx: calendars.move(tx, NORTH, ChatId(-77)))
    found = database.read(lambda tx: calendars.of_digest(tx, community, b"1" * 32))
    assert found is not None
    assert found.chat == -77
