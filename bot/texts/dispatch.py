"""Who gets a report: the question to the community office, and to whom of a squad it is offered."""

from collections.abc import Mapping

from bot.domain.body import Body, Button
from bot.domain.news.issues import IssueView, SquadCard
from bot.domain.presses.dispatch import SendPress
from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps, Html, Say, mention

REFUSALS: Mapping[Reason, str] = {
    Reason.ALREADY_DISPATCHED: N_("#{number} has its squad already; somebody was faster."),
    Reason.OFFERED_TO_ANOTHER: N_("#{number} is left to {owner} for a while. If they don't take it, you may."),
    Reason.ENOUGH_TO_DO: N_("You have {cap} open tasks, as many as you wanted. /duty changes that."),
    Reason.SQUAD_UNKNOWN: N_("I don't know that squad any more."),
}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}
_IN_A_ROW = 2


def question(say: Say, card: SquadCard, lines: list[Html]) -> Body:
    """Ask the community office who gets a report."""
    number = card.view.issue.number
    buttons = [Button(squad.name(say.language), SendPress(number, squad.key)) for squad in card.squads]
    rows = tuple(tuple(buttons[at : at + _IN_A_ROW]) for at in range(0, len(buttons), _IN_A_ROW))
    asked = say("I am not sure whose this is. Who gets it? Please by {due}.", due=say.time(card.view.issue.due_at))
    return Body("\n".join([*lines, asked]), rows)


def offered(say: Say, view: IssueView) -> list[Html]:
    """Return to whom of the squad an issue is left, and until when."""
    until = view.issue.offered_until
    if view.offered_to is None or until is None:
        return []
    sentence = N_("👉 {who}, it is your turn; the others may take it from {until} on.")
    return [say(sentence, who=mention(view.offered_to), until=say.time(until))]
