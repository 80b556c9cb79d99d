"""The outbox under any history: nothing lost, nothing twice, each lane in order, each card at its newest state."""

from dataclasses import dataclass, replace
from functools import partial

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from bot.domain.ids import ChatId, CommunityId, MessageId
from storage import cards, outbox
from storage.cards import Card
from storage.database import Database, Transaction
from storage.outbox import Kind, Owed
from storage.tables import CARD, OUTBOX
from tests.storage.makers import NOW, SECOND, a_kept_issue, a_letter

LANES = [ChatId(-1), ChatId(-2)]
CARDS = 3
lanes = st.sampled_from(LANES)
card_numbers = st.integers(0, CARDS - 1)


@dataclass
class Place:
    """A place in a lane: a message, or a card in its newest state."""

    name: str
    text: str
    version: int = 1


class OutboxMachine(RuleBasedStateMachine):
    """A sender that takes the first of a lane, and whatever may happen before it has settled what became of it."""

    def __init__(self, database: Database, community: CommunityId) -> None:
        super().__init__()
        self.database = database
        self.count = 0
        self.queues: dict[ChatId, list[Place]] = {lane: [] for lane in LANES}
        self.under_way: dict[ChatId, Owed] = {}
        self.said: list[str] = []
        self.failed: list[str] = []
        self.message_of: dict[str, MessageId | None] = {}
        database.work(lambda tx: (tx.execute(OUTBOX.delete()), tx.execute(CARD.delete())))
        self.cards = [database.work(partial(self._card, community=community, number=n)) for n in range(CARDS)]

    def _card(self, tx: Transaction, community: CommunityId, number: int) -> Card:
        made = cards.add(tx, cards.of_issue(a_kept_issue(tx, community)), cards.BUILDING, 1, LANES[number % len(LANES)])
        self.message_of[f"card {made.id}"] = None
        return replace(made, new=False)

    def _text(self) -> str:
        self.count += 1
        return f"{self.count}"

    @rule(lane=lanes)
    def say(self, lane: ChatId) -> None:
        text = self._text()
        self.database.work(lambda tx: outbox.put(tx, Kind.MESSAGE, a_letter(text), NOW, chat=lane))
        self.queues[lane].append(Place("message", text))

    @rule(number=card_numbers)
    def show(self, number: int) -> None:
        card, text = self.cards[number], self._text()
        self.database.work(lambda tx: outbox.put(tx, Kind.CARD, a_letter(text), NOW, chat=card.chat, card=card))
        queue = self.queues[card.chat]
        for place in queue:
            if place.name == f"card {card.id}":
                place.text, place.version = text, place.version + 1
                return
        queue.append(Place(f"card {card.id}", text))

    @rule(lane=lanes, most=st.integers(1, 3))
    def take(self, lane: ChatId, most: int) -> None:
        found = self.database.read(lambda tx: outbox.head(tx, str(lane), most))
        assert [one.letter.html for one in found] == [place.text for place in self.queues[lane][:most]]
        for one in found:
            if one.card is not None:
                assert one.card_message == self.message_of[f"card {one.card}"]
        if found:
            self.under_way[lane] = found[0]

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def succeed(self, data: st.DataObject) -> None:
        lane, one = self._settle(data)
        is_new = one.card_message is None
        message = MessageId(1000 + self.count) if is_new else None
        self.count += 1
        self.database.work(lambda tx: outbox.sent(tx, one, message))
        first = self.queues[lane][0]
        if one.card is None:
            self.said.append(first.text)
        elif is_new:
            self.message_of[first.name] = message
        if first.version == one.version:
            self.queues[lane].pop(0)

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def put_off(self, data: st.DataObject) -> None:
        _, one = self._settle(data)
        self.database.work(lambda tx: outbox.put_off(tx, one, NOW + SECOND, "later"))

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        lane, one = self._settle(data)
        self.database.work(lambda tx: outbox.give_up(tx, one, one.letter.html))
        first = self.queues[lane][0]
        if first.version == one.version:
            self.queues[lane].pop(0)
            self.failed.append(one.letter.html)

    @precondition(lambda self: any(one.card for one in self.under_way.values()))
    @rule(data=st.data())
    def find_the_message_gone(self, data: st.DataObject) -> None:
        lane = data.draw(st.sampled_from([lane for lane, one in self.under_way.items() if one.card]))
        one = self.under_way.pop(lane)
        self.database.work(lambda tx: outbox.forget_message(tx, one))
        self.message_of[f"card {one.card}"] = None

    @rule()
    def stop_and_start(self) -> None:
        """What was under way is not settled: it is taken again."""
        self.under_way.clear()

    def _settle(self, data: st.DataObject) -> tuple[ChatId, Owed]:
        lane = data.draw(st.sampled_from(sorted(self.under_way)))
        return lane, self.under_way.pop(lane)

    @invariant()
    def all_is_owed_that_is_not_settled(self) -> None:
        waiting = {str(lane) for lane, queue in self.queues.items() if queue}
        assert set(self.database.read(outbox.lanes)) == waiting
        assert self.database.read(outbox.count_owed) == sum(map(len, self.queues.values()))
        failures = self.database.read(lambda tx: outbox.failures(tx, 1000))
        assert sorted(one.error for one in failures) == sorted(self.failed)

    def teardown(self) -> None:
        """Whatever has happened: what is still owed comes out, in order, and is gone then."""
        for lane, queue in self.queues.items():
            for place in queue:
                (one,) = self.database.read(partial(outbox.head, lane=str(lane), most=1))
                assert (one.letter.html, one.version) == (place.text, place.version)
                self.database.work(partial(outbox.sent, owed=one, message=None))
        assert self.database.read(outbox.lanes) == []
        assert len(self.said) == len(set(self.said))


def test_the_outbox_keeps_its_promises(database: Database, community: CommunityId) -> None:
    class Here(OutboxMachine):
        def __init__(self) -> None:
            super().__init__(database, community)

    run_state_machine_as_test(Here, settings=settings(max_examples=20, stateful_step_count=25))
