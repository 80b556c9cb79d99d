"""Owe what there is to tell: replies, cards and answers to presses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar, assert_never

from bot.domain import paper
from bot.domain.body import Body, Button, Link, Question, StartLink
from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, MessageId, PersonId
from bot.domain.issue import Issue, IssueState
from bot.domain.news import News
from bot.domain.news.issues import AcceptanceCard, BuildingCard, IssueView, MovedCard, PhotoCaption, SquadCard
from bot.domain.photo import Photo
from bot.domain.refusal import Refused
from bot.domain.squad import Squad
from bot.domain.vote.seal import Seal
from bot.services.deps import Deps
from storage import cards, outbox, people
from storage.cards import Card, Subject
from storage.database import Transaction
from storage.outbox import Kind, Letter


@dataclass(frozen=True, slots=True)
class Where:
    """Where in its chat a card stands, and how soon it changes."""

    reply_to: MessageId | None = None
    thread: int | None = None
    rest: timedelta = timedelta(0)
    """How long a change of it waits for further ones, where they come thick and fast."""


HERE = Where()
Told = TypeVar("Told", bound=News)


def view(tx: Transaction, deps: Deps, issue: Issue, reporter: Actor | None = None) -> IssueView:
    """Return an issue with the names that belong to it.

    :param reporter: who reported it, where that is known already.
    """
    wanted = _people_of(issue) - {None if reporter is None else issue.reporter}
    names = people.known(tx, wanted)
    return _view(deps, issue, names if reporter is None else {**names, issue.reporter: reporter})


def views(tx: Transaction, deps: Deps, issues: Sequence[Issue]) -> tuple[IssueView, ...]:
    """Return issues with the names that belong to them, looked up all at once."""
    wanted = {
        person for issue in issues for person in (issue.reporter, issue.claimed_by, issue.filed_by, issue.offered_to)
    }
    names = people.known(tx, wanted)
    return tuple(_view(deps, issue, names) for issue in issues)


def _people_of(issue: Issue) -> set[PersonId | None]:
    return {issue.reporter, issue.claimed_by, issue.filed_by, issue.offered_to}


def _view(deps: Deps, issue: Issue, names: Mapping[PersonId, Actor]) -> IssueView:
    return IssueView(
        issue=issue,
        squad=deps.neighbourhood.squads[issue.squad],
        building=deps.neighbourhood.buildings[issue.chat].name,
        reporter=names[issue.reporter],
        owner=None if issue.claimed_by is None else names.get(issue.claimed_by),
        filed_by=None if issue.filed_by is None else names.get(issue.filed_by),
        offered_to=None if issue.offered_to is None else names.get(issue.offered_to),
    )


def reply(tx: Transaction, deps: Deps, cause: Cause, news: News) -> None:
    """Answer the message that is the cause."""
    body = deps.texts.body(deps.language(cause), news)
    letter = _letter(body, reply_to=None if cause.private else cause.message, thread=cause.thread)
    _put(tx, letter, cause.at, cause.chat)


def answering(tx: Transaction, deps: Deps, cause: Cause, message: MessageId, news: News) -> None:
    """Answer another message of the chat than the one that is the cause."""
    letter = _letter(deps.texts.body(deps.language(cause), news), reply_to=message, thread=cause.thread)
    _put(tx, letter, cause.at, cause.chat)


def tell(tx: Transaction, deps: Deps, cause: Cause, news: News) -> None:
    """Write into the chat, as an answer to no message."""
    letter = _letter(deps.texts.body(deps.language(cause), news), thread=cause.thread)
    _put(tx, letter, cause.at, cause.chat)


def post(tx: Transaction, deps: Deps, chat: ChatId, news: News, now: datetime) -> None:
    """Write into a chat of the community's in which nothing has been asked."""
    body = deps.texts.body(deps.neighbourhood.language_of(chat, deps.neighbourhood.language), news)
    _put(tx, _letter(body), now, chat)


def post_in(tx: Transaction, deps: Deps, chat: ChatId, news: News, now: datetime, where: Where) -> None:
    """Write into a chat of the community's, at a place in it."""
    body = deps.texts.body(deps.neighbourhood.language_of(chat, deps.neighbourhood.language), news)
    _put(tx, _letter(body, reply_to=where.reply_to, thread=where.thread), now, chat)


def place_of(deps: Deps, issue: Issue) -> Where:
    """Return where in its building's chat an issue is spoken of: below its report, or in the topic for all of them."""
    topic = deps.neighbourhood.buildings[issue.chat].topic
    return Where(issue.message, issue.thread) if topic is None else Where(None, topic)


def whisper(
    tx: Transaction, deps: Deps, person: PersonId, news: News, now: datetime, *, seal: Seal | None = None
) -> bool:
    """Write to somebody in their own chat; return False, and owe nothing, if they never let the bot."""
    who = people.started(tx, (person,)).get(person)
    if who is None:
        return False
    _put(tx, _letter(deps.texts.body(who.language, news)), now, ChatId(person), seal)
    return True


def whisper_all(
    tx: Transaction,
    deps: Deps,
    told: Sequence[tuple[PersonId, Told]],
    now: datetime,
    started: Mapping[PersonId, Actor] | None = None,
) -> list[tuple[PersonId, Told]]:
    """Write to many people in their own chats at once; return what wasn't, as they never let the bot.

    :param started: those who did, where that is known already.
    """
    if started is None:
        started = people.started(tx, {person for person, _ in told})
    # The same news for many is put into words once a language.
    made: dict[tuple[str, int], Letter] = {}
    letters: list[tuple[ChatId, Letter]] = []
    for person, news in told:
        if person in started:
            language = started[person].language
            if (language, id(news)) not in made:
                made[language, id(news)] = _letter(deps.texts.body(language, news))
            letters.append((ChatId(person), made[language, id(news)]))
    outbox.put_messages(tx, letters, now)
    return [(person, news) for person, news in told if person not in started]


def edit(tx: Transaction, deps: Deps, cause: Cause, news: News) -> None:
    """Put something else in the place of the message whose button was pressed."""
    body = deps.texts.body(deps.language(cause), news)
    outbox.put(tx, Kind.EDIT, _letter(body, message=cause.message), cause.at, chat=cause.chat)


def answer(tx: Transaction, cause: Cause, text: str, *, alert: bool = False, seal: Seal | None = None) -> None:
    """Answer a press, so that its button stops waiting.

    :param seal: closes the answer until it is sent: it says what somebody has chosen.
    """
    if cause.press is not None:
        outbox.put(tx, Kind.ANSWER, Letter(html=text, press=cause.press, alert=alert), cause.at, seal=seal)


def refuse(tx: Transaction, deps: Deps, cause: Cause, refused: Refused) -> None:
    """Tell whoever asked why the rules say no."""
    owner = refused.details.get("owner")
    if isinstance(owner, int):
        known = people.known(tx, [owner])  # type: ignore[list-item]
        refused.details["owner"] = known[owner].name if owner in known else "?"  # type: ignore[index]
    sentence = deps.texts.refusal(deps.language(cause), refused)
    if cause.press is not None:
        answer(tx, cause, sentence, alert=True)
        return
    letter = Letter(html=deps.texts.escaped(sentence), reply_to=cause.message, thread=cause.thread)
    outbox.put(tx, Kind.MESSAGE, letter, cause.at, chat=cause.chat)


def remind_squad(tx: Transaction, deps: Deps, issue: Issue, news: News, now: datetime) -> None:
    """Write below the squad's card."""
    squad = deps.neighbourhood.squads[issue.squad]
    body = deps.texts.body(deps.neighbourhood.language_of(squad.chat, deps.neighbourhood.language), news)
    card = cards.find(tx, cards.of_issue(issue), cards.SQUAD, issue.round)
    letter = _letter(body, reply_to=None if card is None else card.message)
    outbox.put(tx, Kind.MESSAGE, letter, now, chat=squad.chat)


def ask_for_reason(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, news: News) -> None:
    """Ask whoever sent it back, by a message of its own that a reply can find again."""
    chat = cause.chat if cause.private else issue.chat
    card = cards.add(tx, cards.of_issue(issue), cards.REASON, issue.round, chat)
    show(tx, deps, card, news, cause.at, HERE if cause.private else place_of(deps, issue))


def building_card(
    tx: Transaction,
    deps: Deps,
    seen: IssueView,
    now: datetime,
    shown: MessageId | None = None,
    *,
    rest: timedelta = timedelta(0),
) -> None:
    """Show the issue as it stands in its building's chat.

    :param shown: a message of the bot's that shall become the card.
    :param rest: how long it waits for further changes, where they come thick and fast.
    """
    issue = seen.issue
    # Once is enough: as long as nobody has taken it.
    hears = issue.state not in {IssueState.REPORTED, IssueState.DISPATCHED} or people.hears(tx, issue.reporter)
    card = cards.find(tx, cards.of_issue(issue), cards.BUILDING, 1) if issue.version > 1 else None
    if card is None:
        card = cards.add(tx, cards.of_issue(issue), cards.BUILDING, 1, issue.chat, shown)
    show(tx, deps, card, BuildingCard(seen, hears=hears), now, replace(place_of(deps, issue), rest=rest))


def squad_card(
    tx: Transaction,
    deps: Deps,
    seen: IssueView,
    now: datetime,
    round_: int | None = None,
    *,
    rest: timedelta = timedelta(0),
) -> None:
    """Show the issue in its squad's chat, as one of its rounds has it.

    Each round has a card of its own, so that a return is noticed.
    """
    issue, round_ = seen.issue, round_ or seen.issue.round
    card = cards.find(tx, cards.of_issue(issue), cards.SQUAD, round_) if issue.version > 1 else None
    if card is None:
        card = cards.add(tx, cards.of_issue(issue), cards.SQUAD, round_, seen.squad.chat)
    squads = deps.neighbourhood.routable() if issue.state is IssueState.REPORTED else ()
    show(tx, deps, card, SquadCard(seen, round_, squads), now, Where(rest=rest))


def hand_over(tx: Transaction, deps: Deps, seen: IssueView, before: Squad, now: datetime) -> None:
    """Say on the card of the squad that had the issue before that it has gone; the next card is the new squad's."""
    card = cards.find(tx, cards.of_issue(seen.issue), cards.SQUAD, seen.issue.round)
    if card is not None and before.chat != seen.squad.chat:
        cards.retire(tx, card)
        show(tx, deps, card, MovedCard(seen), now)


def pictures(tx: Transaction, deps: Deps, seen: IssueView, photos: Sequence[Photo], now: datetime) -> None:
    """Send pictures to the squad, below its card."""
    card = cards.find(tx, cards.of_issue(seen.issue), cards.SQUAD, seen.issue.round)
    pictures_below(tx, deps, seen.squad.chat, PhotoCaption(seen), photos, now, card)


def pictures_below(
    tx: Transaction,
    deps: Deps,
    chat: ChatId,
    caption: PhotoCaption,
    photos: Sequence[Photo],
    now: datetime,
    card: Card | None = None,
) -> None:
    """Send pictures into a chat, below a card that stands there."""
    words = deps.texts.body(_language_of(tx, deps, chat), caption).html
    for photo in photos:
        letter = Letter(words, file=photo.file, document=photo.document)
        outbox.put(tx, Kind.PHOTO, letter, now, chat=chat, card=card)


def send_pictures(tx: Transaction, deps: Deps, cause: Cause, seen: IssueView, photos: Sequence[Photo]) -> None:
    """Send pictures to whoever asked for them."""
    caption = deps.texts.body(deps.language(cause), PhotoCaption(seen))
    reply_to = None if cause.private else cause.message
    for photo in photos:
        letter = Letter(caption.html, file=photo.file, document=photo.document, reply_to=reply_to, thread=cause.thread)
        outbox.put(tx, Kind.PHOTO, letter, cause.at, chat=cause.chat)


def acceptance_card(tx: Transaction, deps: Deps, news: AcceptanceCard, now: datetime) -> None:
    """Ask the neighbours whether it's fixed, or show what they answered."""
    issue = news.view.issue
    card = cards.find(tx, cards.of_issue(issue), cards.ACCEPTANCE, news.round)
    if card is None:
        card = cards.add(tx, cards.of_issue(issue), cards.ACCEPTANCE, news.round, issue.chat)
    show(tx, deps, card, news, now, place_of(deps, issue))


def card(
    tx: Transaction,
    deps: Deps,
    which: tuple[Subject, str, int],
    chat: ChatId,
    news: News,
    now: datetime,
    where: Where = HERE,
) -> Card:
    """Show a subject as it stands in a chat's card of a kind and round; make the card if it isn't there."""
    subject, kind, round_ = which
    shown = cards.find(tx, subject, kind, round_, chat) or cards.add(tx, subject, kind, round_, chat)
    show(tx, deps, shown, news, now, where)
    return shown


def show(tx: Transaction, deps: Deps, card: Card, news: News, now: datetime, where: Where = HERE) -> None:
    """Show on a card what its subject has become; a poll of Telegram's is a card that is shown once."""
    body = deps.texts.body(_language_of(tx, deps, card.chat), news)
    kind = Kind.CARD if body.poll is None else Kind.POLL
    letter = _letter(body, reply_to=where.reply_to, thread=where.thread)
    outbox.put(tx, kind, letter, now, chat=card.chat, card=card, rest=where.rest)


def below(tx: Transaction, deps: Deps, card: Card, news: News, now: datetime, thread: int | None = None) -> None:
    """Write below a card, as an answer to it."""
    letter = _letter(deps.texts.body(_language_of(tx, deps, card.chat), news), reply_to=card.message, thread=thread)
    if letter.paper is None:
        outbox.put(tx, Kind.MESSAGE, letter, now, chat=card.chat)
    else:
        outbox.put(tx, Kind.PAPER, letter, now, chat=card.chat, card=card)


def stop_poll(tx: Transaction, card: Card, now: datetime) -> None:
    """Close a poll of Telegram's."""
    outbox.put(tx, Kind.STOP_POLL, Letter(""), now, chat=card.chat, card=card)


def take_away(tx: Transaction, card: Card, now: datetime) -> None:
    """Delete a card's message."""
    outbox.put(tx, Kind.DELETE, Letter(""), now, chat=card.chat, card=card)


def _language_of(tx: Transaction, deps: Deps, chat: ChatId) -> str:
    """Return the language of a chat of the community's, or of a person's own."""
    own = PersonId(chat)
    known = people.known(tx, (own,)) if chat > 0 else {}
    return known[own].language if own in known else deps.neighbourhood.language_of(chat, deps.neighbourhood.language)


def confide(tx: Transaction, deps: Deps, cause: Cause, news: News) -> None:
    """Show somebody in their own chat what nobody else may read, in the database neither.

    It takes the place of the message whose button was pressed, if one was.
    """
    body = deps.texts.body(cause.actor.language, news)
    kind = Kind.MESSAGE if cause.press is None else Kind.EDIT
    letter = _letter(body, message=None if cause.press is None else cause.message)
    outbox.put(tx, kind, letter, cause.at, chat=ChatId(cause.actor.id), seal=deps.seal)


def _put(tx: Transaction, letter: Letter, now: datetime, chat: ChatId, seal: Seal | None = None) -> None:
    outbox.put(tx, Kind.MESSAGE if letter.paper is None else Kind.PAPER, letter, now, chat=chat, seal=seal)


def _letter(
    body: Body, *, reply_to: MessageId | None = None, thread: int | None = None, message: MessageId | None = None
) -> Letter:
    rows = tuple(tuple(_button(button) for button in row) for row in body.rows)
    return Letter(
        body.html,
        rows,
        wants_reply=body.wants_reply,
        reply_to=reply_to,
        thread=thread,
        message=message,
        paper=None if body.paper is None else paper.to_json(body.paper),
        poll=None if body.poll is None else _poll(body.poll),
    )


def _button(button: Button | Link | StartLink) -> tuple[str, ...]:
    match button:
        case Button():
            return button.text, button.press.pack()
        case Link():
            return button.text, button.url, outbox.LINK
        case StartLink():
            return button.text, button.payload, outbox.START
        case _:
            assert_never(button)


def _poll(question: Question) -> dict[str, Any]:
    return {
        "question": question.text,
        "options": [{"text": option} for option in question.options],
        "is_anonymous": question.anonymous,
        "allows_multiple_answers": question.several,
    }
