"""What a voter sees, and nobody else: the ballot, its receipt, what it says."""

from bot.domain.body import Body, Button
from bot.domain.news.votes import BallotCast, BallotPaper, BallotWaits, VoteReminder, WhichBallot
from bot.domain.presses.votes import CastPress, FillPress, OpenPress, PaperFillPress, PaperPress
from bot.domain.vote.form import ABSTAIN, QUESTION_LENGTH, Choice, VoteKind
from bot.domain.vote.life import Vote
from bot.texts import vote_words
from bot.texts.say import N_, NAME_LENGTH, Html, Say, cut

ALERT = 200
"""Characters that an answer to a press may have."""
CHOICE_SHOWN = 60
QUESTION_LISTED = 60
LISTED = 10
BUTTON_LENGTH = 50


def paper(say: Say, news: BallotPaper) -> Body:
    """Return a ballot with what is on it."""
    vote = news.view.vote
    title = (
        say("📄 Paper ballot of {label}, vote {number}", label=cut(news.label, NAME_LENGTH), number=vote.number)
        if news.on_paper
        else say("🗳 Ballot of {label}, vote {number}", label=cut(news.label, NAME_LENGTH) or "–", number=vote.number)
    )
    lines = [
        Html(f"<b>{title}</b>"),
        say("{question}", question=cut(vote.question, QUESTION_LENGTH)),
        say("{how}", how=vote_words.how(say, vote.form)),
        _where_it_stands(say, news),
    ]
    if news.receipt:
        lines.append(
            say(
                "Receipt: <code>{receipt}</code>. After the end you find it with your choice in the list of receipts; "
                "only you know that it is yours.",
                receipt=news.receipt,
            )
        )
    if not news.label and not news.on_paper:
        lines.append(say("You aren't bound to a household yet; your ballot waits until you are. /join"))
    return Body("\n".join(lines), () if news.on_paper and news.cast else _buttons(say, news))


def which(say: Say, news: WhichBallot) -> Body:
    """Return the question for which household somebody votes."""
    vote = news.view.vote
    rows = tuple(
        (Button(cut(f"✅ {label}" if cast else label, BUTTON_LENGTH) or "?", OpenPress(vote.number, elector)),)
        for elector, label, cast in news.seats
    )
    return Body(say("🗳 Vote {number}: for which household do you vote?", number=vote.number), rows)


def reminder(say: Say, news: VoteReminder) -> Body:
    """Return the reminder to somebody whose household hasn't voted."""
    vote = news.view.vote
    text = say(
        "⏳ {labels} hasn't voted yet on “{question}”. {left} left.",
        labels=say.names([cut(label, NAME_LENGTH) for label in news.labels[:LISTED]]),
        question=cut(vote.question, QUESTION_LISTED),
        left=say.span(vote.closes_at - news.now) if vote.closes_at is not None else "–",
    )
    button = Button(say.plain(N_("🗳 Vote {number}"), number=vote.number), FillPress(vote.number, ABSTAIN))
    return Body(text, ((button,),))


def cast(say: Say, news: BallotCast) -> str:
    """Return the answer to the press that cast a ballot."""
    values = {
        "label": cut(news.label, 30),
        "choice": cut(vote_words.choice(say, news.vote.form, news.choice), CHOICE_SHOWN),
        "receipt": news.receipt,
    }
    if news.receipt and news.changed:
        return say.plain(N_("{label}: changed to “{choice}”.\nNew receipt {receipt}; the old one is void."), **values)
    if news.receipt:
        return say.plain(N_("{label}: “{choice}” is in the box.\nReceipt {receipt}. Keep it."), **values)
    if news.changed:
        return say.plain(N_("{label}: changed to “{choice}”."), **values)
    return say.plain(N_("{label}: “{choice}” is in the box."), **values)


def waits(say: Say, news: BallotWaits) -> str:
    """Return how somebody who isn't bound yet comes to vote."""
    if news.kept:
        return say.plain(
            N_(
                "I have kept your choice. Tell me which household is yours: write /join to me. Once that is confirmed, "
                "before the end, your ballot is cast."
            )
        )
    return say.plain(N_("You aren't bound to a household that votes here. Write /join to me."))


def which_notice(say: Say) -> str:
    """Return the answer to a press of somebody who votes for several households."""
    return say.plain(N_("You vote for several households: choose which one in our own chat. Press Start there first."))


def standing(say: Say, vote: Vote, label: str, choice: Choice | None, receipt: str) -> str:
    """Return what a household has cast, for its own voter."""
    if choice is None:
        return say.plain(N_("{label}: not voted yet"), label=cut(label, 30))
    said = cut(vote_words.choice(say, vote.form, choice), CHOICE_SHOWN)
    if not receipt:
        return say.plain(N_("{label}: “{choice}”"), label=cut(label, 30), choice=said)
    return say.plain(N_("{label}: “{choice}”, receipt {receipt}"), label=cut(label, 30), choice=said, receipt=receipt)


def _where_it_stands(say: Say, news: BallotPaper) -> Html:
    said = vote_words.choice(say, news.view.vote.form, news.choice)
    if news.cast and news.on_paper:
        return say("Entered: {choice}. It counts as soon as a second person has confirmed it.", choice=said)
    if news.cast:
        return say("✅ Cast: {choice}. You can change it until the end.", choice=said)
    if news.choice:
        return say("On it, but not cast yet: {choice}", choice=said)
    return say("Nothing is on it yet.")


def _buttons(say: Say, news: BallotPaper) -> tuple[tuple[Button, ...], ...]:
    vote, form = news.view.vote, news.view.vote.form
    fill = PaperFillPress if news.on_paper else FillPress
    casts = PaperPress if news.on_paper else CastPress
    if not form.several:
        rows = [
            (Button(vote_words.option(say, form, number, BUTTON_LENGTH), casts(vote.number, (number,), news.elector)),)
            for number in form.numbers
        ]
        return (*rows, (Button(vote_words.nothing(say, form), casts(vote.number, ABSTAIN, news.elector)),))
    toggles = tuple(
        (Button(_marked(say, news, number), fill(vote.number, _toggled(news, number), news.elector)),)
        for number in form.numbers
    )
    last = Button(
        say.plain(N_("✅ Cast: {choice}"), choice=cut(vote_words.choice(say, form, news.choice), BUTTON_LENGTH)),
        casts(vote.number, news.choice, news.elector),
    )
    return (*toggles, (last,))


def _marked(say: Say, news: BallotPaper, number: int) -> str:
    text = vote_words.option(say, news.view.vote.form, number, BUTTON_LENGTH)
    if number not in news.choice:
        return f"▫️ {text}"
    ranked = news.view.vote.form.kind is VoteKind.RANKED
    return f"{news.choice.index(number) + 1}. {text}" if ranked else f"☑️ {text}"


def _toggled(news: BallotPaper, number: int) -> Choice:
    if number in news.choice:
        return tuple(one for one in news.choice if one != number)
    return (*news.choice, number)
