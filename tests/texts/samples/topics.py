"""Topics from their proposal to their end, with as much said of them as there may be."""

from dataclasses import replace

from bot.domain.ids import ChatId, CommunityId, MessageId, PersonId
from bot.domain.news.issues import IssueView
from bot.domain.news.topics import (
    DeclineReasonWanted,
    LeadsAsked,
    StanceAsked,
    TopicCard,
    TopicDecided,
    TopicDetail,
    TopicList,
    TopicNews,
    TopicNotOffered,
    TopicOffer,
    TopicSupported,
    TopicView,
    TopicWanted,
)
from bot.domain.presses.base import LARGEST
from bot.domain.topic import ARGUMENT_LENGTH, LENGTH, REASON_LENGTH, Argument, Stance, Topic, TopicState
from bot.services.topics import SHOWN_OPEN, SHOWN_OVER
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[TopicNews]:
    """Return samples."""
    words, who = seen.issue.text or "?", seen.reporter
    topic = Topic(
        community=CommunityId(1),
        number=LARGEST,
        chat=ChatId(-1),
        author=PersonId(1),
        text=(words * 20)[:LENGTH],
        state=TopicState.PROPOSED,
        proposed_at=NOON,
        threshold=100,
        reason=(words * 20)[:REASON_LENGTH],
        decision=words * 5,
    )
    views = [
        TopicView(replace(topic, state=state), seen.building, 12, dict.fromkeys(Stance, 1000)) for state in TopicState
    ]
    bare = TopicView(replace(topic, text="?", reason="?"), seen.building, 1, {})
    few = [
        Argument(1, ChatId(-1), MessageId(n), PersonId(1), words[:ARGUMENT_LENGTH], stance, NOON)
        for n, stance in enumerate(Stance)
    ]
    return [
        *(TopicCard(view) for view in (*views, bare)),
        TopicOffer(words[:1000]),
        TopicNotOffered(),
        TopicWanted(who),
        *(TopicSupported(view) for view in views),
        *(LeadsAsked(bare, leads) for leads in ((), (who,) * 5)),
        DeclineReasonWanted(topic, who),
        *(StanceAsked(topic, MessageId(LARGEST), stance, sorted=done) for stance in Stance for done in (True, False)),
        *(TopicDecided(view) for view in (*views, bare)),
        *(TopicDetail(view, tuple(few), for_lead=True, own=True) for view in (*views, bare)),
        TopicDetail(views[0], tuple(few * 100), for_lead=True, own=True),
        TopicDetail(bare, (), for_lead=False, own=False),
        TopicList((), ()),
        TopicList((views[0],) * SHOWN_OPEN, (views[5],) * SHOWN_OVER),
    ]
