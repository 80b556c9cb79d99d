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
from bot.domain.presses import AcceptPress, ClaimPress, DonePress, OfferPress, ReturnPress, WithdrawPress
from bot.domain.refusal import Reason, Refused
from bot.domain.squad import Lane

LOCALES = Path(__file__).parent / "locales"
LANGUAGES = ("zh", "en")
TIMELINE_LINES = 10
NAME_LENGTH = 40
NOTE_LENGTH = 100


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
    Step.REMIND: N_("{squad} was reminded"),
}

STATES: Mapping[IssueState, str] = {
    IssueState.REPORTED: N_("reported"),
    IssueState.DISPATCHED: N_("waiting for {squad}"),
    IssueState.CLAIMED: N_("with {owner}"),
    IssueState.RESOLVED: N_("waiting for acceptance"),
    IssueState.ACCEPTED: N_("accepted"),
    IssueState.WITHDRAWN: N_("withdrawn"),
}

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
            case told.AcceptanceCard():
                return _acceptance_card(say, news)
            case told.ReasonWanted():
                return _reason_wanted(say, news.view)
            case told.Unclaimed():
                return _unclaimed(say, news)
            case told.Offer():
                return self._offer(say, news)
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
            case told.Stranger():
                return _stranger(say, news)
            case _:
                assert_never(news)

    def _building_card(self, say: Say, view: told.IssueView) -> Body:
        issue = view.issue
        head = _head(say, view)
        lines = [say("📋 {head} · {state}", head=head, state=_state(say, view))]
        if issue.urgency is Urgency.EMERGENCY and issue.state is IssueState.DISPATCHED:
            lines.insert(0, self._danger(say))
        may_withdraw = issue.state in {IssueState.DISPATCHED, IssueState.CLAIMED}
        rows = ((Button(say.plain("Withdraw"), WithdrawPress(issue.number, issue.round)),),) if may_withdraw else ()
        return Body("\n".join(lines), rows)

    def _offer(self, say: Say, news: told.Offer) -> Body:
        asked = say("Shall I file this as an issue for {squad}?", squad=news.squad.name(say.language))
        lines = [self._danger(say), asked] if news.emergency else [asked]
        yes = Button(say.plain("Yes, file it"), OfferPress(news.message, file_it=True))
        no = Button(say.plain("No"), OfferPress(news.message, file_it=False))
        return Body("\n".join(lines), ((yes, no),))

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


def _head(say: Say, view: told.IssueView) -> Html:
    return say("<b>#{number}</b>", number=view.issue.number)


def _state(say: Say, view: told.IssueView) -> Html:
    squad = view.squad.name(say.language)
    return say(STATES[view.issue.state], squad=squad, owner=_name(view.owner))


def _squad_card(say: Say, news: told.SquadCard) -> Body:
    view, issue = news.view, news.view.issue
    sign = say("🚨 Emergency") if issue.urgency is Urgency.EMERGENCY else Html("🛠")
    lines = [
        Html(f"{sign} {_head(say, view)} · {_safe(view.building)} · {_name(view.reporter)}"),
        Html(f"<blockquote>{_safe(issue.summary)}</blockquote>"),
    ]
    if news.round < issue.round:
        return Body("\n".join([*lines, say("Sent back; the next card follows.")]))
    if issue.reason:
        lines.append(say("↩️ Not fixed: {reason}", reason=_cut(issue.reason, NOTE_LENGTH)))
    if issue.state is not IssueState.DISPATCHED:
        lines.append(_state(say, view))
        done = ((Button(say.plain("Done"), DonePress(issue.number, issue.round)),),)
        return Body("\n".join(lines), done if issue.state is IssueState.CLAIMED else ())
    lines.append(say("Please take it by {time}.", time=say.time(issue.due_at)))
    return Body("\n".join(lines), ((Button(say.plain("I'll take it"), ClaimPress(issue.number, issue.round)),),))


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
    what = _summary(say, view, confide=confide, most=60)
    return say("{head} {what} · {state}", head=_head(say, view), what=what, state=_state(say, view))


def _summary(say: Say, view: told.IssueView, *, confide: bool, most: int) -> Html:
    if view.squad.lane is Lane.CONFIDENTIAL and not confide:
        return say("(confidential)")
    return Html(_safe(_cut(view.issue.text, most)))


def _timeline(say: Say, news: told.Timeline) -> Body:
    view = news.view
    hidden = view.squad.lane is Lane.CONFIDENTIAL and not news.confide
    lines = [
        say("{head} · {state}", head=_head(say, view), state=_state(say, view)),
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
        "<b>Something is wrong?</b> Just write it in your building's chat, or:\n"
        "/report The light on the 3rd floor is out\n"
        "/report as an answer to a neighbour's message\n"
        "/issues – what is open here\n"
        "/issue 12 – one issue and its timeline\n"
        "When a steward says it's fixed, you say whether it is."
    )
    steward = say(
        "<b>For stewards:</b> answer a card with “I'll take it”, then with “done” when it's fixed, "
        "or press its button.\n"
        "/issues – what is open for you\n"
        "/issue 12 – one issue and its timeline"
    )
    return Body(steward if news.squad else resident)


def _stranger(say: Say, news: told.Stranger) -> Body:
    return Body(
        say(
            "This chat is not one of my community's yet. Whoever runs me can add it to the config with this id:\n"
            "<code>{chat}</code>\nUntil then I stay quiet.",
            chat=news.chat,
        )
    )
