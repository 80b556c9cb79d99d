"""What came of a vote: in lines, as a picture, as pages and as rows."""

from collections.abc import Mapping

from bot.domain.body import Body
from bot.domain.news.votes import Record, VoteReceipts, VoteView
from bot.domain.paper import Bar, Chart, Document, Heading, Mark, Panel, Paragraph, Sheet, Table, Tone
from bot.domain.vote.form import NO, YES, VoteKind
from bot.domain.vote.life import VoteEvent, VoteStep
from bot.domain.vote.rule import Basis, Share, Weight
from bot.domain.vote.tally import Outcome, Verdict
from bot.texts import vote_words
from bot.texts.say import N_, Html, Say, cut

CAPTION_QUESTION = 200
CHART_QUESTION = 80
WORDS_SHOWN = 500
"""Characters of a reason, or of a lead's words, on a card; the minutes have all of them."""
TRAIL: Mapping[VoteStep, str] = {
    VoteStep.DRAFT: N_("drafted"),
    VoteStep.EDIT: N_("changed"),
    VoteStep.SCHEDULE: N_("planned"),
    VoteStep.OPEN: N_("opened"),
    VoteStep.EXTEND: N_("extended"),
    VoteStep.CLOSE: N_("closed"),
    VoteStep.WITHDRAW: N_("withdrawn"),
    VoteStep.COMMENT: N_("outcome in words"),
    VoteStep.FOLLOW: N_("became an issue"),
    VoteStep.REMIND: N_("reminded"),
    VoteStep.CAST: N_("ballot cast"),
    VoteStep.CHANGE: N_("ballot changed"),
    VoteStep.PAPER: N_("paper ballot entered"),
    VoteStep.CONFIRM: N_("paper ballot confirmed"),
    VoteStep.REFUSE: N_("paper ballot not confirmed"),
    VoteStep.HOLD: N_("press kept until bound"),
    VoteStep.PROXY: N_("proxy given"),
    VoteStep.REVOKE: N_("proxy taken back"),
    VoteStep.ROSTER: N_("roster changed, electorate unchanged"),
}


def lines(say: Say, view: VoteView) -> list[Html]:
    """Return a result for a card."""
    vote, outcome = view.vote, view.outcome
    if outcome is None:
        return []
    found = [
        say("<b>{verdict}</b>", verdict=verdict(say, view, outcome)),
        *_votes(say, view, outcome),
        vote_words.turnout(say, vote.rule, outcome.turnout, outcome.electorate),
    ]
    if vote.words:
        found.append(say("The lead says: {words}", words=cut(vote.words, WORDS_SHOWN)))
    if vote.became is not None:
        found.append(say("It has become #{number}.", number=vote.became))
    return found


def verdict(say: Say, view: VoteView, outcome: Outcome) -> Html:
    """Return in a sentence what was decided."""
    form = view.vote.form
    match outcome.verdict:
        case Verdict.NO_QUORUM:
            return say("Too few took part: nothing is decided.")
        case Verdict.CARRIED:
            return say("Carried.")
        case Verdict.REJECTED:
            return say("Not carried.")
        case Verdict.CHOSEN if form.kind is VoteKind.BUDGET:
            return say("Will be done: {options}; {spent} of {cap}.", options=_named(say, view, outcome.winners),
                       spent=f"{outcome.spent:,}", cap=f"{form.cap:,}")  # fmt: skip
        case Verdict.CHOSEN:
            return say("Chosen: {options}.", options=_named(say, view, outcome.winners))
        case Verdict.TIED:
            return say("A tie between {options}: nothing is decided.", options=_named(say, view, outcome.tied))
        case Verdict.NOBODY:
            return say("No option has enough votes: nothing is decided.")


def result(say: Say, view: VoteView) -> Body:
    """Return what a chat is told when a vote is closed, with a picture."""
    vote, outcome = view.vote, view.outcome
    if outcome is None:
        return Body(say("Vote {number} is closed.", number=vote.number))
    words = [
        say("🗳 <b>Vote {number} is closed.</b> {question}", number=vote.number,
            question=cut(vote.question, CAPTION_QUESTION)),
        verdict(say, view, outcome),
        vote_words.turnout(say, vote.rule, outcome.turnout, outcome.electorate),
    ]  # fmt: skip
    return Body("\n".join(words), paper=chart(say, view, outcome))


def chart(say: Say, view: VoteView, outcome: Outcome) -> Chart:
    """Return the picture: bars for heads, and for area where it counts, against quorum and threshold."""
    vote = view.vote
    panels = [_panel(say, view, outcome, by_area=False)]
    if vote.rule.uses_area:
        panels.append(_panel(say, view, outcome, by_area=True))
    return Chart(
        name=f"vote-{vote.number}",
        title=cut(vote.question, CHART_QUESTION),
        panels=tuple(panels),
        subtitle=verdict_plain(say, view, outcome),
        footer=say.plain(vote_words.RULES[vote.rule.preset]),
    )


def verdict_plain(say: Say, view: VoteView, outcome: Outcome) -> str:
    """Return what was decided for places without HTML."""
    from html import unescape

    return unescape(verdict(say, view, outcome))


def receipts(say: Say, news: VoteReceipts) -> Body:
    """Return the list in which everybody finds their own receipt."""
    vote = news.view.vote
    head = (say.plain(N_("receipt")), say.plain(N_("choice")))
    rows = tuple((receipt, vote_words.choice(say, vote.form, choice)) for receipt, choice in news.ballots)
    text = say("🔎 All receipts of vote {number} with their choices. Find yours, and count again.", number=vote.number)
    return Body(text, paper=Sheet(f"vote-{vote.number}-receipts", (head, *rows)))


def minutes(say: Say, record: Record) -> Body:
    """Return the minutes as a document."""
    view, vote = record.view, record.view.vote
    outcome = view.outcome
    blocks: list[Heading | Paragraph | Table] = [
        Paragraph(vote.question),
        Heading(say.plain(N_("Outcome"))),
        Paragraph("\n".join(_plain_lines(say, view, outcome))),
        Heading(say.plain(N_("Rule"))),
        Paragraph(_plain(vote_words.rule_line(say, vote.rule))),
        Paragraph(say.plain(vote_words.NOTES[vote.rule.preset])),
        Heading(say.plain(N_("Figures"))),
        Table(_figures_head(say), tuple(_figures(say, view, outcome))),
        Heading(say.plain(N_("Trail"))),
        Table(
            (say.plain(N_("when")), say.plain(N_("what")), say.plain(N_("who"))),
            tuple(_event(say, record, event) for event in record.trail),
            (2, 4, 2),
        ),
    ]
    if not vote.secret:
        head = (say.plain(N_("household")), say.plain(N_("m²")), say.plain(N_("choice")))
        rows = tuple((label, vote_words.area(area), chosen or "–") for label, area, chosen in record.households)
        blocks += [Heading(say.plain(N_("Ballots"))), Table(head, rows)]
    title = say.plain(N_("Minutes of vote {number}"), number=vote.number)
    text = say("📄 Minutes of vote {number}.", number=vote.number)
    name = f"vote-{vote.number}-minutes"
    return Body(text, paper=Document(name, title, tuple(blocks), say.names(list(view.buildings)), title))


def rows(say: Say, record: Record) -> Body:
    """Return the figures as rows for a spreadsheet."""
    view, vote = record.view, record.view.vote
    written = [_figures_head(say), *_figures(say, view, view.outcome), ()]
    if not vote.secret:
        written.append((say.plain(N_("household")), say.plain(N_("m²")), say.plain(N_("choice"))))
        written += [(label, vote_words.area(area), chosen) for label, area, chosen in record.households]
    text = say("📊 Figures of vote {number}, for a spreadsheet.", number=vote.number)
    return Body(text, paper=Sheet(f"vote-{vote.number}", tuple(written)))


def _named(say: Say, view: VoteView, numbers: tuple[int, ...]) -> str:
    return say.names([vote_words.option(say, view.vote.form, number) for number in numbers])


def _votes(say: Say, view: VoteView, outcome: Outcome) -> list[Html]:
    form = view.vote.form
    found = [
        _line(say, view, vote_words.option(say, form, number), outcome.votes[number - 1]) for number in form.numbers
    ]
    return [*found, _line(say, view, vote_words.nothing(say, form), outcome.abstained)]


def _line(say: Say, view: VoteView, option: str, votes: Weight) -> Html:
    if view.vote.rule.uses_area:
        return say("{option}: {n}, {area} m²", option=option, n=votes.heads, area=vote_words.area(votes.area))
    return say("{option}: {n}", option=option, n=votes.heads)


def _panel(say: Say, view: VoteView, outcome: Outcome, *, by_area: bool) -> Panel:
    """Return the bars of one measure as shares of the whole electorate, with its quorum and its threshold."""
    rule, form = view.vote.rule, view.vote.form

    def of(weight: Weight) -> int:
        return weight.area if by_area else weight.heads

    whole = of(outcome.electorate)

    def bar(label: str, weight: Weight, tone: Tone) -> Bar:
        value = vote_words.area(weight.area) if by_area else str(weight.heads)
        share = vote_words.percent(say, of(weight), whole)
        return Bar(label, of(weight) / whole if whole else 0, f"{value} ({share})", tone)

    bars = [bar(say.plain(N_("took part")), outcome.turnout, "quiet")]
    for number in form.numbers:
        tone: Tone = "good" if number in outcome.winners else "plain"
        if form.kind is VoteKind.MOTION:
            tone = {YES: "good", NO: "bad"}[number]  # type: ignore[assignment]
        bars.append(bar(vote_words.option(say, form, number), outcome.votes[number - 1], tone))
    bars.append(bar(vote_words.nothing(say, form), outcome.abstained, "quiet"))
    title = say.plain(N_("Floor area, m²")) if by_area else vote_words.voters(say, rule)
    return Panel(title, tuple(bars), _marks(say, view, outcome, by_area=by_area), most=1)


def _marks(say: Say, view: VoteView, outcome: Outcome, *, by_area: bool) -> tuple[Mark, ...]:
    rule = view.vote.rule
    quorum, threshold = (measured.area if by_area else measured.heads for measured in (rule.quorum, rule.threshold))
    whole = outcome.electorate.area if by_area else outcome.electorate.heads
    took_part = outcome.turnout.area if by_area else outcome.turnout.heads
    marks = [] if quorum is None else [Mark(float(quorum.part), say.plain(N_("quorum")))]
    if threshold is not None and whole:
        of = took_part / whole if rule.basis is Basis.PARTICIPATING else 1.0
        marks.append(Mark(_at(threshold) * of, say.plain(N_("needed"))))
    return tuple(marks)


def _at(share: Share) -> float:
    return float(share.part)


def _plain(html: Html) -> str:
    from html import unescape

    return unescape(html)


def _plain_lines(say: Say, view: VoteView, outcome: Outcome | None) -> list[str]:
    if outcome is None:
        return []
    found = [_plain(verdict(say, view, outcome))]
    found.append(_plain(vote_words.turnout(say, view.vote.rule, outcome.turnout, outcome.electorate)))
    return [*found, view.vote.words] if view.vote.words else found


def _figures_head(say: Say) -> tuple[str, ...]:
    return (say.plain(N_("option")), say.plain(N_("votes")), say.plain(N_("m²")), say.plain(N_("chosen")))


def _figures(say: Say, view: VoteView, outcome: Outcome | None) -> list[tuple[str, ...]]:
    if outcome is None:
        return []
    form, areas = view.vote.form, view.vote.rule.uses_area or not view.vote.secret
    found = [
        (
            vote_words.option(say, form, number, 100),
            str(outcome.votes[number - 1].heads),
            vote_words.area(outcome.votes[number - 1].area) if areas else "–",
            "✓" if number in outcome.winners else "",
        )
        for number in form.numbers
    ]
    nothing = (str(outcome.abstained.heads), vote_words.area(outcome.abstained.area) if areas else "–", "")
    turnout = (str(outcome.turnout.heads), vote_words.area(outcome.turnout.area) if areas else "–", "")
    whole = (str(outcome.electorate.heads), vote_words.area(outcome.electorate.area), "")
    return [
        *found,
        (vote_words.nothing(say, form), *nothing),
        (say.plain(N_("took part")), *turnout),
        (say.plain(N_("could have taken part")), *whole),
    ]


def _event(say: Say, record: Record, event: VoteEvent) -> tuple[str, ...]:
    label = ""
    if event.elector is not None and event.elector <= len(record.households):
        label = record.households[event.elector - 1][0]
    what = " · ".join(part for part in (say.plain(TRAIL[event.step]), label, event.note) if part)
    return (_plain(say.time(event.at)), what, event.name or "–")
