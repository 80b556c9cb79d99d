"""News and refusals become sentences here, in the chat's language, and here every value is escaped.

English sentences are the msgids; ``locales/zh`` has the Chinese ones. A test compares both with this file.
"""

import gettext
from collections.abc import Mapping
from datetime import datetime, timedelta
from html import escape
from io import BytesIO
from pathlib import Path
from typing import assert_never
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.domain import news as told
from bot.domain.body import Body, Button
from bot.domain.cause import Actor
from bot.domain.issue import IssueState, Step, TimelineEvent, Urgency
from bot.domain.listening import Eagerness, Finding, Findings
from bot.domain.place import Place
from bot.domain.presses import AcceptPress, ClaimPress, DonePress, OfferPress, ReturnPress, WithdrawPress
from bot.domain.refusal import Reason, Refused
from bot.domain.squad import Lane

LOCALES = Path(__file__).parent / "locales"
LANGUAGES = ("zh", "en")
TIMELINE_LINES = 10
NAME_LENGTH = 40
NOTE_LENGTH = 100
PLACE_LENGTH = 32
LISTED_LENGTH = 40
EXAMPLES_LENGTH = 130
"""Characters of an example, for all buildings of a message together."""


class Html(str):
    """Text that is escaped already."""

    __slots__ = ()


def N_(sentence: str) -> str:  # noqa: N802 (gettext's name for "translate this later")
    """Mark a sentence for the catalogue."""
    return sentence


REFUSALS: Mapping[Reason, str] = {
    Reason.ISSUE_UNKNOWN: N_("I don't know an issue #{number} here."),
    Reason.ALREADY_CLAIMED: N_("{owner} was faster: #{number} is taken."),
    Reason.ALREADY_FILED: N_("That is #{number} already."),
    Reason.NOT_YOUR_CLAIM: N_("#{number} is with {owner}."),
    Reason.NOT_CLAIMED_YET: N_("Nobody has taken #{number} yet. Take it first."),
    Reason.NOT_YOUR_ISSUE: N_("That is for the neighbour who reported #{number} to say."),
    Reason.NOT_YOUR_SQUAD: N_("That is for the squad to do, in its own chat."),
    Reason.NOT_RESOLVED_YET: N_("#{number} isn't done yet."),
    Reason.ALREADY_OVER: N_("#{number} is closed."),
    Reason.OUT_OF_TURN: N_("That button is out of date: #{number} has moved on."),
    Reason.OFFER_NOT_YOURS: N_("I was asking the neighbour who wrote that."),
    Reason.OFFER_GONE: N_("That has been answered already."),
    Reason.BUTTON_UNKNOWN: N_("I don't know that button any more. /help says what I can do."),
    Reason.COMMAND_UNKNOWN: N_("I don't know that command. /help says what I can do."),
    Reason.REPORT_WITHOUT_TEXT: N_("Tell me what is wrong, for example: /report The light on the 3rd floor is out"),
    Reason.REPORT_NEEDS_BUILDING: N_("Please report it in your building's chat, so that the right people see it."),
    Reason.REPORT_OF_A_BOT: N_("Answer a neighbour's message with /report, not a bot's."),
    Reason.NUMBER_MISSING: N_("Which one? For example: /issue 12"),
    Reason.NOT_ADMIN: N_("That is for an administrator of this group to say."),
    Reason.ADMINS_UNKNOWN: N_(
        "Telegram doesn't tell me just now who is an administrator here. Please try again in a little while."
    ),
    Reason.LISTENING_NEEDS_BUILDING: N_("That works in a building's chat: it is there that I listen."),
    Reason.ANONYMOUS: N_("I can't see who you are. Please write as yourself, not as the group."),
    Reason.WENT_WRONG: N_("Something went wrong on my side. It has been noted, and your message is not lost."),
}

STEPS: Mapping[Step, str] = {
    Step.REPORT: N_("{name} reported it"),
    Step.DISPATCH: N_("sent to {squad}"),
    Step.CLAIM: N_("{name} took it"),
    Step.RESOLVE: N_("{name} says it's fixed"),
    Step.ACCEPT: N_("{name} accepted it"),
    Step.RETURN: N_("{name} sent it back"),
    Step.WITHDRAW: N_("{name} withdrew it"),
    Step.NOTE: N_("{name} wrote"),
    Step.EDIT: N_("{name} changed the words"),
    Step.REMIND: N_("{squad} was reminded"),
}

STATES: Mapping[IssueState, str] = {
    IssueState.REPORTED: N_("reported"),
    IssueState.DISPATCHED: N_("with the {squad}"),
    IssueState.CLAIMED: N_("with {owner}"),
    IssueState.RESOLVED: N_("waiting for acceptance"),
    IssueState.ACCEPTED: N_("accepted"),
    IssueState.WITHDRAWN: N_("withdrawn"),
}

CATEGORIES: Mapping[str, str] = {
    "lift": N_("Lift"),
    "water_leak": N_("Water leak"),
    "blocked_drain": N_("Blocked drain"),
    "water_supply": N_("Water supply"),
    "power": N_("Power"),
    "lighting": N_("Lighting"),
    "door": N_("Doors and entry"),
    "gas": N_("Gas"),
    "heating": N_("Heating"),
    "structure": N_("Damage to the building"),
    "cleaning": N_("Cleaning"),
    "garbage": N_("Rubbish"),
    "pests": N_("Pests"),
    "greenery": N_("Greenery"),
    "noise": N_("Noise"),
    "neighbour_dispute": N_("Quarrel among neighbours"),
    "contract_law": N_("Contracts and law"),
    "domestic_trouble": N_("Trouble at home"),
    "elder_alone": N_("Older neighbour alone"),
    "fall": N_("A fall"),
    "errand": N_("Errand"),
    "companionship": N_("Company"),
    "parking": N_("Parked in the way"),
    "ebike_charging": N_("E-bike charging"),
    "fire_lane": N_("Blocked fire lane"),
    "falling_objects": N_("Falling objects"),
    "dogs": N_("Dogs"),
    "theft_stranger": N_("Theft or stranger"),
    "fire": N_("Fire"),
    "missing_person": N_("Missing person"),
    "stage": N_("The stage"),
    "square_dance": N_("Square dance"),
    "activity_room": N_("Activities room"),
}
"""What kinds of issue are called. Those that a community has added have no name here."""

SPOTS: Mapping[str, str] = {
    "stairwell": N_("stairwell"),
    "corridor": N_("corridor"),
    "lobby": N_("lobby"),
    "entrance": N_("entrance"),
    "gate": N_("gate"),
    "roof": N_("roof"),
    "basement": N_("basement"),
    "garage": N_("garage"),
    "parking": N_("car park"),
    "courtyard": N_("courtyard"),
    "garden": N_("garden"),
    "playground": N_("playground"),
    "pavilion": N_("pavilion"),
    "bike_shed": N_("bike shed"),
    "bin_area": N_("bin area"),
    "stage": N_("stage"),
    "activity_room": N_("activity room"),
    "square": N_("square"),
    "fire_lane": N_("fire lane"),
    "mailroom": N_("mailroom"),
    "laundry": N_("laundry"),
}

BETWEEN_PARTS: Mapping[str, str] = {"zh": "", "en": ", "}
"""What stands between the parts of an address: 3栋2单元; Building 3, unit 2."""
BEFORE_SPOT: Mapping[str, str] = {"zh": " ", "en": ", "}

EAGERNESS: Mapping[Eagerness, str] = {
    Eagerness.QUIET: N_("I'm quiet now: I speak up only when I'm quite sure that something is wrong."),
    Eagerness.NORMAL: N_("I listen as usual now: I file what is clearly wrong, and ask where I'm not sure."),
    Eagerness.LISTEN: N_("I listen closely now: I ask sooner whether something should be filed."),
}
HOW_TO_TURN = N_("/quiet – I speak up less, /listen – I speak up more.")

COMMANDS: Mapping[str, str] = {
    "report": N_("Report something that is wrong"),
    "issues": N_("What is open here"),
    "issue": N_("One issue and its timeline: /issue 12"),
    "help": N_("What I can do"),
}
"""Telegram's menu of commands."""


class Say:
    """Says sentences in one language."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations, zone: ZoneInfo) -> None:
        """Speak ``language`` out of ``catalogue``, with times in ``zone``."""
        self.language = language
        self._catalogue = catalogue
        self._zone = zone

    def __call__(self, sentence: str, **values: object) -> Html:
        """Return the translated sentence with its values escaped."""
        return Html(self._catalogue.gettext(sentence).format(**{name: _safe(value) for name, value in values.items()}))

    def plain(self, sentence: str, **values: object) -> str:
        """Return a sentence for places without HTML: buttons, alerts, the menu."""
        return self._catalogue.gettext(sentence).format(**values)

    def count(self, one: str, many: str, n: int) -> Html:
        """Return the sentence that fits a number."""
        return Html(self._catalogue.ngettext(one, many, n).format(n=n))

    def time(self, at: datetime) -> Html:
        """Return a time of the community's clock."""
        pattern = self._catalogue.gettext(N_("d MMM, HH:mm"))
        return Html(escape(format_datetime(at.astimezone(self._zone), pattern, locale=self.language)))

    def span(self, span: timedelta) -> Html:
        """Return a length of time: its two largest units, at least a minute."""
        minutes = max(1, round(span.total_seconds() / 60))
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        parts = [
            (days, self.count("{n} day", "{n} days", days)),
            (hours, self.count("{n} hour", "{n} hours", hours)),
            (minutes, self.count("{n} minute", "{n} minutes", minutes)),
        ]
        return Html(" ".join([part for n, part in parts if n][:2]))

    def names(self, names: list[str]) -> str:
        """Return a list of names as people write it."""
        return format_list(names, locale=self.language)


class Texts:
    """All that the bot says."""

    def __init__(self, zone: ZoneInfo, emergency_numbers: tuple[str, ...]) -> None:
        """Load the catalogues."""
        self._say = {language: Say(language, _catalogue(language), zone) for language in LANGUAGES}
        self._emergency_numbers = emergency_numbers

    def refusal(self, language: str, refused: Refused) -> str:
        """Return the sentence for a refusal, as plain text."""
        return self._say[language].plain(REFUSALS[refused.reason], **refused.details)

    def escaped(self, sentence: str) -> str:
        """Return plain text as HTML."""
        return _safe(sentence)

    def noted(self, language: str) -> str:
        """Return the short answer to a press that worked."""
        return self._say[language].plain(N_("Done"))

    def commands(self, language: str) -> dict[str, str]:
        """Return the menu of commands."""
        return {name: self._say[language].plain(line) for name, line in COMMANDS.items()}

    def body(self, language: str, news: told.News) -> Body:  # noqa: C901, PLR0911, PLR0912 (a case for each kind)
        """Return what there is to tell as a message."""
        say = self._say[language]
        match news:
            case told.BuildingCard():
                return self._building_card(say, news.view)
            case told.SquadCard():
                return _squad_card(say, news)
            case told.MovedCard():
                return _moved_card(say, news.view)
            case told.PhotoCaption():
                return Body(Html(f"📷 {_number(say, news.view)}"))
            case told.AcceptanceCard():
                return _acceptance_card(say, news)
            case told.ReasonWanted():
                return _reason_wanted(say, news.view)
            case told.Unclaimed():
                return _unclaimed(say, news)
            case told.Offer():
                return _offer(say, news)
            case told.OfferDeclined():
                return Body(say("All right, I won't file it."))
            case told.IssueList():
                return _issue_list(say, news)
            case told.Timeline():
                return _timeline(say, news)
            case told.Welcome():
                return _welcome(say, news)
            case told.Help():
                return _help(say, news)
            case told.ListensNow():
                return _listens_now(say, news)
            case told.SpeaksNow():
                return Body(say("I have listened for some days; from now on I speak up. {how}", how=say(HOW_TO_TURN)))
            case told.WouldHave():
                return _would_have(say, news)
            case told.Stranger():
                return _stranger(say, news)
            case _:
                assert_never(news)

    def _building_card(self, say: Say, view: told.IssueView) -> Body:
        issue = view.issue
        confidential = view.squad.lane is Lane.CONFIDENTIAL
        head = _head(say, view, confide=not confidential)
        lines = [say("📋 {head} · {state}", head=head, state=_state(say, view))]
        if issue.urgency is Urgency.EMERGENCY and issue.state is IssueState.DISPATCHED:
            lines.insert(0, self._danger(say))
        if issue.note and not confidential:
            lines.append(_note(say, view))
        may_withdraw = issue.state in {IssueState.DISPATCHED, IssueState.CLAIMED}
        rows = ((Button(say.plain("Withdraw"), WithdrawPress(issue.number, issue.round)),),) if may_withdraw else ()
        return Body("\n".join(lines), rows)

    def _danger(self, say: Say) -> Html:
        numbers = say.names(list(self._emergency_numbers))
        return say("🚨 <b>If anybody is in danger, call {numbers} now.</b>", numbers=numbers)


def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "pavilion.po"
    if language == "en":
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _safe(value: object) -> str:
    return value if isinstance(value, Html) else escape(str(value), quote=False)


def _cut(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _name(actor: Actor | None) -> Html:
    return Html(_safe(_cut(actor.name, NAME_LENGTH) if actor is not None else "?"))


def _mention(actor: Actor) -> Html:
    return Html(f'<a href="tg://user?id={actor.id}">{_name(actor)}</a>')


def _number(say: Say, view: told.IssueView) -> Html:
    return say("<b>#{number}</b>", number=view.issue.number)


def _head(say: Say, view: told.IssueView, *, confide: bool = True) -> Html:
    """Return what an issue is called: its number, and what and where it is for whoever may know."""
    if not confide:
        return _number(say, view)
    parts = [_kind(say, view), _where(say, view.issue.place)]
    return _joined(_number(say, view), parts)


def _kind(say: Say, view: told.IssueView) -> str:
    return _category(say, view.issue.category)


def _category(say: Say, category: str | None) -> str:
    return say.plain(CATEGORIES[category]) if category is not None and category in CATEGORIES else ""


def _joined(number: Html, parts: list[str]) -> Html:
    named = [_safe(part) for part in parts if part]
    # The number and what it is about are one: #12 Lift · Building 3.
    return Html(f"{number} {' · '.join(named)}" if named else number)


def _where(say: Say, place: Place, building: str = "") -> str:
    """Return where something is as people write it, not escaped yet.

    :param building: named where the place itself says no building.
    """
    parts = [
        ("building", N_("Building {said}")),
        ("zone", N_("zone {said}")),
        ("unit", N_("unit {said}")),
        ("floor", N_("floor {said}")),
        ("room", N_("flat {said}")),
    ]
    said = [_part(say, part, sentence, value) for part, sentence in parts if (value := getattr(place, part))]
    spot = say.plain(SPOTS[place.spot]) if place.spot is not None and place.spot in SPOTS else ""
    # A building's own name may end in anything; what is said of it stands apart.
    named = building if not place.building else ""
    where = BETWEEN_PARTS[say.language].join(said)
    return _cut(BEFORE_SPOT[say.language].join(part for part in (named, where, spot) if part), PLACE_LENGTH)


def _part(say: Say, part: str, sentence: str, value: str) -> str:
    if part == "floor" and value == "0":
        return say.plain(N_("ground floor"))
    if part == "floor" and value.startswith("-"):
        return say.plain(N_("basement level {said}"), said=value[1:])
    return say.plain(sentence, said=value)


def _note(say: Say, view: told.IssueView) -> Html:
    return say("{name}: {note}", name=_name(view.owner), note=_cut(view.issue.note, NOTE_LENGTH))


def _offer(say: Say, news: told.Offer) -> Body:
    asked = N_("Shall I file this as an issue for the {squad}?")
    if news.wish:
        asked = N_("Shall I pass this wish on to the {squad}?")
    agree = N_("Yes, pass it on") if news.wish else N_("Yes, file it")
    yes = Button(say.plain(agree), OfferPress(news.message, file_it=True))
    no = Button(say.plain("No"), OfferPress(news.message, file_it=False))
    return Body(say(asked, squad=news.squad.name(say.language)), ((yes, no),))


def _state(say: Say, view: told.IssueView) -> Html:
    squad = view.squad.name(say.language)
    return say(STATES[view.issue.state], squad=squad, owner=_name(view.owner))


def _squad_card(say: Say, news: told.SquadCard) -> Body:
    view, issue = news.view, news.view.issue
    sign = say("🚨 Emergency") if issue.urgency is Urgency.EMERGENCY else Html("🛠")
    where = _where(say, issue.place, _cut(view.building, NAME_LENGTH))
    head = _joined(_number(say, view), [_kind(say, view), where])
    lines = [
        Html(f"{sign} {head} · {_name(view.reporter)}"),
        Html(f"<blockquote>{_safe(issue.summary)}</blockquote>"),
    ]
    if issue.photos:
        lines.append(Html(f"📷 {issue.photos}"))
    if news.round < issue.round:
        return Body("\n".join([*lines, say("Sent back; the next card follows.")]))
    if issue.reason:
        lines.append(say("↩️ Not fixed: {reason}", reason=_cut(issue.reason, NOTE_LENGTH)))
    if issue.state is not IssueState.DISPATCHED:
        lines.append(_state(say, view))
        if issue.note:
            lines.append(_note(say, view))
        done = ((Button(say.plain("Done"), DonePress(issue.number, issue.round)),),)
        return Body("\n".join(lines), done if issue.state is IssueState.CLAIMED else ())
    lines.append(say("Please take it by {time}.", time=say.time(issue.due_at)))
    return Body("\n".join(lines), ((Button(say.plain("I'll take it"), ClaimPress(issue.number, issue.round)),),))


def _moved_card(say: Say, view: told.IssueView) -> Body:
    number, squad = view.issue.number, view.squad.name(say.language)
    return Body(say("#{number} has gone to the {squad}.", number=number, squad=squad))


def _acceptance_card(say: Say, news: told.AcceptanceCard) -> Body:
    view, issue = news.view, news.view.issue
    if issue.round > news.round:
        squad, reporter = view.squad.name(say.language), _name(view.reporter)
        sentence = N_("#{number}: {reporter} says it isn't fixed. It goes back to {squad}.")
        return Body(say(sentence, number=issue.number, reporter=reporter, squad=squad))
    if issue.state is IssueState.ACCEPTED and issue.closed_at is not None:
        took = say.span(issue.closed_at - issue.reported_at)
        return Body(say("Thank you! #{number} is accepted, after {took}.", number=issue.number, took=took))
    sentence = N_("#{number}: {owner} says it's fixed. {reporter}, is it?")
    asked = say(sentence, number=issue.number, owner=_name(view.owner), reporter=_mention(view.reporter))
    yes = Button(say.plain("✅ Fixed"), AcceptPress(issue.number, news.round))
    no = Button(say.plain("❌ Not fixed"), ReturnPress(issue.number, news.round))
    return Body(asked, ((yes, no),))


def _reason_wanted(say: Say, view: told.IssueView) -> Body:
    asked = say(
        "{reporter}, what is still wrong with #{number}? Answer this message in a few words.",
        reporter=_mention(view.reporter),
        number=view.issue.number,
    )
    return Body(asked, wants_reply=True)


def _unclaimed(say: Say, news: told.Unclaimed) -> Body:
    issue = news.view.issue
    waited = say.span(news.now - news.waiting_since)
    return Body(say("⏰ #{number} has been waiting for {waited}. Who takes it?", number=issue.number, waited=waited))


def _issue_list(say: Say, news: told.IssueList) -> Body:
    if not news.views:
        return Body(say("Nothing is open here. 🎉"))
    lines = [say.count("{n} open issue", "{n} open issues", news.total)]
    lines += [_list_line(say, view, confide=news.confide) for view in news.views]
    if news.total > len(news.views):
        lines.append(say("… and {n} older ones", n=news.total - len(news.views)))
    return Body("\n".join(lines))


def _list_line(say: Say, view: told.IssueView, *, confide: bool) -> Html:
    what = _summary(say, view, confide=confide, most=LISTED_LENGTH)
    head = _head(say, view, confide=_may_know(view, confide=confide))
    return say("{head} · {what} · {state}", head=head, what=what, state=_state(say, view))


def _may_know(view: told.IssueView, *, confide: bool) -> bool:
    return confide or view.squad.lane is not Lane.CONFIDENTIAL


def _summary(say: Say, view: told.IssueView, *, confide: bool, most: int) -> Html:
    if not _may_know(view, confide=confide):
        return say("(confidential)")
    return Html(_safe(_cut(view.issue.text, most)))


def _timeline(say: Say, news: told.Timeline) -> Body:
    view = news.view
    hidden = not _may_know(view, confide=news.confide)
    lines = [
        say("{head} · {state}", head=_head(say, view, confide=not hidden), state=_state(say, view)),
        Html(f"<blockquote>{_summary(say, view, confide=news.confide, most=NOTE_LENGTH)}</blockquote>"),
    ]
    shown = news.events[-TIMELINE_LINES:]
    if len(shown) < len(news.events):
        lines.append(say("… {n} earlier steps", n=len(news.events) - len(shown)))
    lines += [_timeline_line(say, view, event, hidden=hidden) for event in shown]
    return Body("\n".join(lines))


def _timeline_line(say: Say, view: told.IssueView, event: TimelineEvent, *, hidden: bool) -> Html:
    name = say("somebody") if hidden else Html(_safe(_cut(event.name, NAME_LENGTH)))
    what = say(STEPS[event.step], name=name, squad=view.squad.name(say.language))
    note = f": {_safe(_cut(event.note, NOTE_LENGTH))}" if event.note and not hidden else ""
    return Html(f"{say.time(event.at)} · {what}{note}")


def _welcome(say: Say, news: told.Welcome) -> Body:
    return Body(
        say(
            "Hello {name}, I am Pavilion, your neighbourhood's bot.\n"
            "Write in your building's chat what is wrong, and I see to it that somebody comes. /help says more.",
            name=_cut(news.name, NAME_LENGTH),
        )
    )


def _help(say: Say, news: told.Help) -> Body:
    resident = say(
        "<b>Something is wrong?</b> Just write it in your building's chat, with a photo if you like: I understand "
        "plain words. Or:\n"
        "/report The light on the 3rd floor is out\n"
        "/report as an answer to a neighbour's message\n"
        "/issues – what is open here\n"
        "/issue 12 – one issue and its timeline\n"
        "When a steward says it's fixed, you say whether it is.\n"
        "<b>For administrators:</b> {how}",
        how=say(HOW_TO_TURN),
    )
    steward = say(
        "<b>For stewards:</b> answer a card with “I'll take it”, say how it is going, then “done” when it's fixed, "
        "best with a photo; or press its button.\n"
        "/issues – what is open for you\n"
        "/issue 12 – one issue and its timeline"
    )
    lines: list[Html] = [steward if news.squad else resident]
    if news.silent_until is not None:
        lines.append(_only_listening(say, news.silent_until))
    return Body("\n".join(lines))


def _only_listening(say: Say, until: datetime) -> Html:
    sentence = N_(
        "Until {time} I only listen: I learn what is written here and speak up by myself only in an emergency. "
        "Commands and buttons work."
    )
    return say(sentence, time=say.time(until))


def _listens_now(say: Say, news: told.ListensNow) -> Body:
    listening = news.listening
    lines = [say(EAGERNESS[listening.eagerness])]
    if listening.until is not None:
        lines.append(_only_listening(say, listening.until))
    return Body("\n".join([*lines, say(HOW_TO_TURN)]))


def _would_have(say: Say, news: told.WouldHave) -> Body:
    lines: list[str] = [say("While I only listened I would have spoken up like this:")]
    most = min(NOTE_LENGTH, EXAMPLES_LENGTH // max(1, len(news.findings)))
    for building, findings in news.findings:
        lines += ["", _counts(say, building, findings)]
        lines += [_example(say, example, most) for example in findings.examples]
    end = N_("From now on I speak up there. An administrator of a building's chat can change how much: {how}")
    return Body("\n".join([*lines, "", say(end, how=say(HOW_TO_TURN))]))


def _counts(say: Say, building: str, findings: Findings) -> Html:
    sentence = N_("<b>{building}</b>: filed at once {filed}, asked {asked}")
    return say(sentence, building=_cut(building, NAME_LENGTH), filed=findings.filed, asked=findings.asked)


def _example(say: Say, example: Finding, most: int) -> Html:
    category = _category(say, example.category)
    text = _cut(example.text, most)
    return Html(_safe(f"· {text} ({category})" if category else f"· {text}"))


def _stranger(say: Say, news: told.Stranger) -> Body:
    return Body(
        say(
            "This chat is not one of my community's yet. Whoever runs me can add it to the config with this id:\n"
            "<code>{chat}</code>\nUntil then I stay quiet.",
            chat=news.chat,
        )
    )
