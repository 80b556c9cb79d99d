"""Names for the numbers that must not be mixed up."""

from typing import NewType

CommunityId = NewType("CommunityId", int)
ChatId = NewType("ChatId", int)
"""Telegram's id of a chat: negative for groups, a person's own id for the private chat."""
PersonId = NewType("PersonId", int)
"""Telegram's id of a user."""
MessageId = NewType("MessageId", int)
"""Telegram's number of a message; it counts within one chat."""
UpdateId = NewType("UpdateId", int)
IssueNumber = NewType("IssueNumber", int)
"""What people call an issue: #12. It counts within one community."""
SquadKey = NewType("SquadKey", str)
HouseholdId = NewType("HouseholdId", int)
"""Storage's number of a household. Neighbours call it by unit and room."""
EventNumber = NewType("EventNumber", int)
"""What people call an event. It counts within one community."""
MemoId = NewType("MemoId", int)
"""Storage's number of what somebody wants to be reminded of."""
