"""How the bot listens."""

from bot.domain.ids import ChatId, MessageId
from bot.domain.listening import EXAMPLE_LENGTH, EXAMPLES, Eagerness, Finding, Findings, Listening
from bot.domain.news.issues import IssueView
from bot.domain.news.listening import ListeningNews, ListensNow, SpeaksNow, WouldHave
from bot.services.listening import BUILDINGS_A_MESSAGE
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[ListeningNews]:
    """Return samples."""
    text = seen.issue.text[:EXAMPLE_LENGTH]
    example = Finding(ChatId(-1), MessageId(1), NOON, "report", "act", "theft_stranger", text)
    found = Findings(ChatId(-1), 1234, 1234, (example,) * EXAMPLES)
    return [
        *(ListensNow(Listening(eagerness, until)) for eagerness in Eagerness for until in (None, NOON)),
        SpeaksNow(),
        WouldHave(((seen.building, found),) * BUILDINGS_A_MESSAGE),
    ]
