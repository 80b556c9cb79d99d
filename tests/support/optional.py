"""Tests that need something which not every machine has."""

import os
from typing import NoReturn

import pytest

REQUIRE = "PAVILION_REQUIRE_OPTIONAL"


def optional(reason: str) -> NoReturn:
    """Leave a test out because something is missing; where everything is required, fail.

    :param reason: one line: what is missing, and how to get it.
    """
    if os.environ.get(REQUIRE) == "1":
        pytest.fail(f"{reason} ({REQUIRE}=1 asks for everything)", pytrace=False)
    pytest.skip(reason)
