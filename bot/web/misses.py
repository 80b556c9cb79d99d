"""Slows down whoever guesses addresses."""

from collections.abc import Callable
from ipaddress import ip_address

MOST = 20
"""Wrong addresses that a client may ask for in one window."""
WINDOW_SECONDS = 600.0
_REMEMBERED = 10_000
_IPV6_NETWORK = 64
_IPV6_BITS = 128


class Misses:
    """Counts the wrong guesses of each client."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with nobody.

        :param clock: seconds that only go forward.
        """
        self._clock = clock
        self._counted: dict[str, tuple[float, int]] = {}

    def too_many(self, client: str) -> bool:
        """Tell whether a client has guessed wrong so often that it gets no further answer for a while."""
        since, count = self._counted.get(network(client), (0.0, 0))
        return count >= MOST and self._clock() - since < WINDOW_SECONDS

    def count(self, client: str) -> None:
        """Note a wrong guess."""
        key, now = network(client), self._clock()
        since, count = self._counted.pop(key, (now, 0))
        if now - since >= WINDOW_SECONDS:
            since, count = now, 0
        if len(self._counted) >= _REMEMBERED:
            del self._counted[next(iter(self._counted))]
        self._counted[key] = (since, count + 1)


def network(client: str) -> str:
    """Return whom an address stands for: one household has a whole network of IPv6 addresses."""
    try:
        address = ip_address(client)
    except ValueError:
        return client[:64]
    if address.version == 4:  # noqa: PLR2004
        return str(address)
    return hex(int(address) >> (_IPV6_BITS - _IPV6_NETWORK))
