"""What chats see of votes: the lead's draft, the card, reminders, the list."""

from datetime import datetime

from bot.domain.body import Body, Button, StartLink
from bot.domain.news.votes import PaperEntered, ProxyGiven, UnitsReminder, VoteCard, VoteList, VoteProposed, VoteView
from bot.domain.presses.votes import (
    CastPress,
    FollowPress,
    GatherPress,
    MinePress,
    MinutesPress,
    OutcomePress,
    PaperAnswerPress,
    PaperSeePress,
    TakeBackPress,
    TurnPress,
)
from bot.domain.vote.form import ABSTAIN, QUESTION_LENGTH, Form, VoteKind
from bot.domain.vote.life import OVER, Vote, VoteState
from bot.domain.vote.proposal import Proposal, Turn
from bot.domain.vote.words import Part
from bot.texts import vote_results, vote_words
from bot.texts.say import N_, NAME_LENGTH, Html, Say, cut, named

QUESTION_LISTED = 60
BUTTON_LENGTH = 40
ASKS = {
    Part.QUESTION: N_("❓ What shall be decided? Answer this message."),
    Part.OPTIONS: N_("❓ Between what? Answer with the options, each on a line; wishes with their costs."),
    Part.CAP: N_("❓ How much money is there? Answer this message."),
    Part.CLOSES: N_("❓ Until when may people vote? Answer this message, for example: Friday, 8 pm"),
}
HINT = N_("To change something, answer this message, for example “closes: Sunday 8 pm” or “options: east, west”.")


def proposed(say: Say, news: VoteProposed, trouble: Html | None) -> Body:
    """Return a lead's draft, with what is still missing or wrong."""
    made = news.proposal
    lines = [
        say("📝 <b>A vote, as I understand it</b>"),
        say("<b>{question}</b>", question=cut(made.question, QUESTION_LENGTH) or "…"),
        *_options(say, made.form),
        say("Answers: {kind}", kind=vote_words.kind(say, made.form)),
        say("Rule: {rule}", rule=vote_words.rule_line(say, news.rule)),
        Html(f"<i>{say(vote_words.NOTES[made.preset])}</i>"),
        _secrecy(say, made, uses_area=news.rule.uses_area),
        say("Who votes: {buildings}", buildings=say.names([cut(name, NAME_LENGTH) for name in news.buildings])),
        *_times(say, made.opens_at, made.closes_at),
    ]
    if news.wants in ASKS:
        lines.append(say(ASKS[news.wants]))
    elif made.readings:
        lines.append(say("❓ Which time do you mean?"))
    elif trouble is not None:
        lines.append(say("⚠ {trouble}", trouble=trouble))
    else:
        lines.append(say(HINT))
    return Body("\n".join(lines), _turns(say, news))


def card(say: Say, news: VoteCard) -> Body:
    """Return where a vote stands."""
    view, vote = news.view, news.view.vote
    lines = [
        say("🗳 <b>Vote {number}</b> · {buildings} · {state}", number=vote.number, buildings=_where(say, view),
            state=_state(say, vote)),
        say("<b>{question}</b>", question=vote.question),
        *(_options(say, vote.form) if vote.state not in OVER else ()),
    ]  # fmt: skip
    match vote.state:
        case VoteState.CLOSED:
            lines += vote_results.lines(say, view)
        case VoteState.WITHDRAWN:
            lines.append(say("Withdrawn: {reason}", reason=cut(vote.words, vote_results.WORDS_SHOWN) or "–"))
        case VoteState.OPEN:
            lines += [*_terms(say, vote), vote_words.turnout(say, vote.rule, view.turnout, view.electorate)]
        case _:
            lines += _terms(say, vote)
    return Body("\n".join(lines), _buttons(say, view))


def units_reminder(say: Say, news: UnitsReminder) -> Body:
    """Return a line for those whom the bot can't write to; it names units and not people."""
    vote = news.view.vote
    units = [
        say.plain(N_("unit {unit} ({n})"), unit=cut(unit, 10), n=n) if unit else str(n)
        for unit, n in sorted(news.units.items())
    ]
    left = say.span(vote.closes_at - news.now) if vote.closes_at is not None else Html("–")
    return Body(
        say(
            "⏳ Vote {number}, “{question}”: {left} left. Not voted yet: {units}.",
            number=vote.number,
            question=cut(vote.question, QUESTION_LISTED),
            left=left,
            units=say.names(units[:30]),
        )
    )


def extended(say: Say, view: VoteView) -> Body:
    """Return that a vote goes on."""
    vote = view.vote
    return Body(
        say(
            "⏳ Too few have voted on “{question}”, so vote {number} goes on until {closes}. This happens once.",
            number=vote.number,
            question=cut(vote.question, QUESTION_LISTED),
            closes=say.time(vote.closes_at) if vote.closes_at is not None else "–",
        )
    )


def list_of(say: Say, news: VoteList) -> Body:
    """Return the votes of a building, newest first."""
    if not news.views:
        return Body(say("There has been no vote here yet. A lead begins one with /vote."))
    lines = [
        say(
            "🗳 {number} · {state} · {question}",
            number=view.vote.number,
            state=_state(say, view.vote),
            question=cut(view.vote.question, QUESTION_LISTED),
        )
        for view in news.views
    ]
    return Body("\n".join(lines))


def paper_entered(say: Say, news: PaperEntered) -> Body:
    """Return the question to a second person whether a paper ballot says what was entered."""
    values = {"number": news.vote.number, "label": cut(news.label, NAME_LENGTH), "name": named(news.entered_by)}
    if news.confirmed is None:
        text = say(
            "📄 {name} has entered a paper ballot of {label} for vote {number}. "
            "Somebody else who has seen the paper, please compare it.",
            **values,
        )
        buttons = (
            Button(say.plain(N_("What was entered?")), PaperSeePress(news.paper)),
            Button(say.plain(N_("It says that")), PaperAnswerPress(news.paper, confirmed=True)),
            Button(say.plain(N_("It doesn't")), PaperAnswerPress(news.paper, confirmed=False)),
        )
        return Body(text, (buttons[:1], buttons[1:]))
    values["other"] = named(news.answered_by)
    if news.confirmed:
        return Body(
            say("📄 Paper ballot of {label} for vote {number}: entered by {name}, confirmed by {other}.", **values)
        )
    return Body(
        say("📄 Paper ballot of {label} for vote {number}: entered by {name}, not confirmed by {other}.", **values)
    )


def proxy(say: Say, news: ProxyGiven) -> Body:
    """Return whose ballot is in whose hands."""
    values = {"number": news.vote.number, "label": cut(news.label, NAME_LENGTH), "name": named(news.given_by)}
    if news.holder is None:
        return Body(say("🤝 {label} votes for itself again in vote {number}.", **values))
    return Body(
        say(
            "🤝 In vote {number}, {holder} may cast the ballot of {label}. {name} takes it back with /proxy {number}, "
            "or by voting.",
            holder=named(news.holder),
            **values,
        )
    )


def _where(say: Say, view: VoteView) -> str:
    return say.names([cut(name, NAME_LENGTH) for name in view.buildings])


def _state(say: Say, vote: Vote) -> Html:
    match vote.state:
        case VoteState.SCHEDULED:
            return say("opens {at}", at=say.time(vote.opens_at) if vote.opens_at else "–")
        case VoteState.OPEN:
            return say("until {at}", at=say.time(vote.closes_at) if vote.closes_at else "–")
        case VoteState.CLOSED:
            return say("closed")
        case VoteState.WITHDRAWN:
            return say("withdrawn")
        case _:
            return say("draft")


def _options(say: Say, form: Form) -> list[Html]:
    if form.kind is VoteKind.MOTION:
        return []
    return [
        say("{number}. {option}", number=number, option=vote_words.option(say, form, number)) for number in form.numbers
    ]


def _terms(say: Say, vote: Vote) -> list[Html]:
    return [
        say("Rule: {rule}", rule=vote_words.rule_line(say, vote.rule)),
        say("Secret ballot.") if vote.secret else say("Open ballot: who chose what is shown after the end."),
        *_times(say, vote.opens_at if vote.state is VoteState.SCHEDULED else None, vote.closes_at),
    ]


def _secrecy(say: Say, made: Proposal, *, uses_area: bool) -> Html:
    if not made.secret:
        return say("Open ballot: who chose what is shown after the end.")
    if uses_area:
        return say(
            "Secret ballot. The rule counts floor area: where few vote, the sums may tell who chose what. "
            "docs/voting.md says more."
        )
    return say("Secret ballot.")


def _times(say: Say, opens_at: datetime | None, closes_at: datetime | None) -> list[Html]:
    lines = [say("Opens: {at}", at=say.time(opens_at))] if opens_at is not None else []
    return [*lines, say("Closes: {at}", at=say.time(closes_at))] if closes_at is not None else lines


def _turns(say: Say, news: VoteProposed) -> tuple[tuple[Button, ...], ...]:
    made = news.proposal

    def button(sentence: str, turn: Turn, **values: object) -> Button:
        return Button(cut(say.plain(sentence, **values), BUTTON_LENGTH), TurnPress(turn))

    rows = [
        (
            button(N_("Answers: {kind} ▸"), Turn.KIND, kind=vote_words.kind(say, made.form)),
            button(N_("Rule: {rule} ▸"), Turn.RULE, rule=say.plain(vote_words.RULES[made.preset])),
        ),
        (
            button(N_("Make it open ▸") if made.secret else N_("Make it secret ▸"), Turn.SECRET),
            button(N_("No extension ▸") if made.extends else N_("Allow an extension ▸"), Turn.EXTENSION),
            button(N_("A day longer"), Turn.LATER),
        ),
    ]
    if made.kind is VoteKind.APPROVAL:
        rows.append(
            (
                button(N_("At most {n} ▸"), Turn.MOST, n=made.form.most),
                button(N_("Chosen: {n} ▸"), Turn.WINNERS, n=made.form.winners),
            )
        )
    if news.choices > 1:
        rows.append((button(N_("Only here ▸") if made.everywhere else N_("In all my buildings ▸"), Turn.BUILDINGS),))
    if made.readings:
        first, last = made.readings[0], made.readings[-1]
        rows.append(
            (
                Button(say.time(first), TurnPress(Turn.EARLY)),
                Button(say.time(last), TurnPress(Turn.LATE)),
            )
        )
    ready = news.wants is None and news.trouble is None and not made.readings
    opens = (button(N_("✅ Open the vote"), Turn.OPEN),) if ready else ()
    rows.append((*opens, button(N_("Forget it"), Turn.DROP)))
    return tuple(rows)


def _buttons(say: Say, view: VoteView) -> tuple[tuple[Button | StartLink, ...], ...]:
    vote = view.vote
    match vote.state:
        case VoteState.OPEN:
            return (*_ballot(say, vote), _of_running(say, vote))
        case VoteState.SCHEDULED:
            return ((Button(say.plain(N_("Withdraw")), TakeBackPress(vote.number)),),)
        case VoteState.CLOSED:
            return _of_closed(say, vote)
        case _:
            return ()


def _ballot(say: Say, vote: Vote) -> tuple[tuple[Button | StartLink, ...], ...]:
    """Return the buttons that cast at once; what takes several presses is filled in where nobody else sees it."""
    form = vote.form
    if form.several:
        return ((StartLink(say.plain(N_("🗳 Fill in the ballot")), f"vote_{vote.number}"),),)
    cast = [
        Button(vote_words.option(say, form, number, BUTTON_LENGTH), CastPress(vote.number, (number,)))
        for number in form.numbers
    ]
    abstain = Button(vote_words.nothing(say, form), CastPress(vote.number, ABSTAIN))
    if form.kind is VoteKind.MOTION:
        return ((*cast, abstain),)
    return (*((one,) for one in cast), (abstain,))


def _of_running(say: Say, vote: Vote) -> tuple[Button, ...]:
    return (
        Button(say.plain(N_("My ballot")), MinePress(vote.number)),
        Button(say.plain(N_("Withdraw")), TakeBackPress(vote.number)),
    )


def _of_closed(say: Say, vote: Vote) -> tuple[tuple[Button, ...], ...]:
    follow = () if vote.became else (Button(say.plain(N_("→ Issue")), FollowPress(vote.number)),)
    return (
        (
            Button(say.plain(N_("Outcome in words")), OutcomePress(vote.number)),
            Button(say.plain(N_("Minutes")), MinutesPress(vote.number)),
        ),
        (*follow, Button(say.plain(N_("→ Event")), GatherPress(vote.number))),
    )
