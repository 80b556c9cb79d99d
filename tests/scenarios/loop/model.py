"""The life of an issue as a small model in plain Python: what each step needs, and what comes of it."""

from dataclasses import dataclass, field

WORK = {"claimed", "paused", "waiting"}
WITH_SQUAD = WORK | {"dispatched"}
OPEN = WITH_SQUAD | {"resolved"}
OWNED = WORK | {"resolved", "accepted"}


@dataclass
class Modelled:
    """One issue."""

    number: int
    reporter: int
    squad: str = "property"
    state: str = "dispatched"
    owner: int | None = None
    round: int = 1
    supporters: set[int] = field(default_factory=set)
    urged: set[int] = field(default_factory=set)
    agreed: set[int] = field(default_factory=set)
    incident: bool = False
    silent: bool = False
    duplicate_of: int | None = None

    def asked(self) -> set[int]:
        """Return who may say whether it's fixed: it is about the stairwell, which belongs to all."""
        return {self.reporter} | self.supporters

    def take(self, state: str, owner: int | None = None) -> bool:
        """Go to a state; say that this was possible."""
        self.state = state
        self.owner = owner if state in OWNED else None
        return True

    def claim(self, person: int) -> bool:
        return self.state == "dispatched" and self.take("claimed", person)

    def release(self, person: int, *, above: bool) -> bool:
        return self._is_for(person, above=above) and self.take("dispatched")

    def hand_to(self, person: int, to: int, *, lead: bool) -> bool:
        if self.state not in WITH_SQUAD or to == self.owner:
            return False
        return (lead or (self.state in WORK and self.owner == person)) and self.take("claimed", to)

    def pass_to(self, person: int, squad: str, *, above: bool) -> bool:
        if squad == self.squad or not (self.state == "dispatched" or self._is_for(person, above=above)):
            return False
        self.squad = squad
        return self.take("dispatched")

    def pause(self, person: int, *, above: bool) -> bool:
        return self.state != "waiting" and self._is_for(person, above=above) and self.take("paused", self.owner)

    def resume(self, person: int, *, above: bool) -> bool:
        return self.state != "claimed" and self._is_for(person, above=above) and self.take("claimed", self.owner)

    def ask(self, person: int) -> bool:
        return self.state != "paused" and self._is_for(person, above=False) and self.take("waiting", self.owner)

    def answer(self, person: int) -> bool:
        if person != self.reporter:
            return True
        return self.state in WITH_SQUAD and self.take("claimed" if self.state == "waiting" else self.state, self.owner)

    def resolve(self, person: int, *, words: bool) -> bool:
        told = words or self.round == 1
        if self._is_for(person, above=False) and told:
            self.agreed = set()
            return self.take("resolved", self.owner)
        return False

    def accept(self, person: int, setting: int) -> bool:
        if self.state != "resolved" or person not in self.asked():
            return False
        self.agreed.add(person)
        enough = len(self.agreed) >= min(setting, len(self.asked()))
        return self.take("accepted" if enough else "resolved", self.owner)

    def send_back(self, person: int) -> bool:
        reopens = self.state == "accepted" and self.silent and person == self.reporter
        if not reopens and (self.state != "resolved" or person not in self.asked()):
            return False
        self.round, self.silent = self.round + 1, False
        return self.take("dispatched")

    def be_silent(self) -> bool:
        if self.state == "resolved":
            self.silent = True
            self.take("accepted", self.owner)
        return True

    def wake(self) -> bool:
        return self.take("claimed", self.owner) if self.state == "paused" else True

    def withdraw(self, person: int) -> bool:
        return person == self.reporter and self.state in WITH_SQUAD and self.take("withdrawn")

    def disown(self, person: int, *, above: bool) -> bool:
        may = self.state == "dispatched" or self._is_for(person, above=above)
        return may and self.take("not_ours")

    def merge(self, person: int, into: "Modelled", *, above: bool, of_squad: bool, gathered: bool) -> bool:
        may = person == self.reporter or above or (of_squad and (self.state == "dispatched" or self.owner == person))
        fits = into is not self and into.state in OPEN and into.squad == self.squad
        if not (may and self.state in WITH_SQUAD and fits and not gathered):
            return False
        into.supporters |= ({self.reporter} | self.supporters) - {into.reporter}
        self.duplicate_of = into.number
        return self.take("duplicate")

    def support(self, person: int) -> bool:
        if person == self.reporter or person in self.supporters or self.state not in OPEN:
            return False
        self.supporters.add(person)
        return True

    def urge(self, person: int) -> bool:
        if self.state not in WITH_SQUAD or person in self.urged:
            return False
        self.urged.add(person)
        return True

    def gather(self) -> bool:
        if self.incident or self.state not in WITH_SQUAD:
            return False
        self.incident = True
        return True

    def rate(self, person: int) -> bool:
        return self.state == "accepted" and not self.silent and person in self.asked()

    def _is_for(self, person: int, *, above: bool) -> bool:
        return self.state in WORK and (above or person == self.owner)
