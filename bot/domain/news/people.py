"""What there is to tell people who come."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Welcome:
    """Greets somebody who pressed Start."""

    name: str


PeopleNews = Welcome
