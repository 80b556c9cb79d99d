"""Shares, exactly; what a quorum lacks; rules that can't be met."""

from datetime import timedelta
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.refusal import Reason, Refused
from bot.domain.vote.rule import (
    PRESETS,
    Basis,
    Heads,
    Measured,
    Preset,
    Rule,
    Share,
    Tie,
    Weight,
    check_rule,
    from_json,
    to_json,
    with_extension,
)
from tests.domain.vote.makers import AT_LEAST_THREE_QUARTERS, AT_LEAST_TWO_THIRDS, MORE_THAN_HALF

SHARES = st.builds(Share, st.fractions(0, 1, max_denominator=1000), st.booleans())
MEASURED = st.builds(Measured, st.none() | SHARES, st.none() | SHARES)


@pytest.mark.parametrize(
    ("share", "have", "whole", "reached"),
    [
        (AT_LEAST_TWO_THIRDS, 64, 96, True),
        (AT_LEAST_TWO_THIRDS, 63, 96, False),
        (AT_LEAST_TWO_THIRDS, 616_000, 924_000, True),
        (AT_LEAST_TWO_THIRDS, 615_999, 924_000, False),  # 0.01 m² too little
        (AT_LEAST_TWO_THIRDS, 66, 100, False),
        (AT_LEAST_TWO_THIRDS, 67, 100, True),
        (AT_LEAST_THREE_QUARTERS, 72, 96, True),
        (AT_LEAST_THREE_QUARTERS, 71, 96, False),
        (AT_LEAST_THREE_QUARTERS, 693_000, 924_000, True),
        (AT_LEAST_THREE_QUARTERS, 692_999, 924_000, False),
        (AT_LEAST_THREE_QUARTERS, 3 * 10**18, 4 * 10**18, True),
        (AT_LEAST_THREE_QUARTERS, 3 * 10**18 - 1, 4 * 10**18, False),
        (MORE_THAN_HALF, 48, 96, False),
        (MORE_THAN_HALF, 49, 96, True),
        (MORE_THAN_HALF, 462_000, 924_000, False),
        (MORE_THAN_HALF, 462_001, 924_000, True),
        (Share(Fraction(1)), 96, 96, True),
        (AT_LEAST_TWO_THIRDS, 0, 0, False),
    ],
)
def test_shares_at_their_boundary(share: Share, have: int, whole: int, *, reached: bool) -> None:
    assert share.reached(have, whole) is reached


@given(SHARES, st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_is_what_fractions_say(share: Share, have: int, whole: int) -> None:
    part = Fraction(have, whole)
    assert share.reached(have, whole) is (part > share.part if share.strict else part >= share.part)
    least = share.needed(whole)
    assert share.reached(least, whole)
    assert least == 0 or not share.reached(least - 1, whole)
    assert least - share.part * whole <= 1
    assert least >= floor(share.part * whole)


def test_the_example_of_the_card() -> None:
    lacks = Measured(AT_LEAST_TWO_THIRDS, AT_LEAST_TWO_THIRDS).missing(Weight(41, 390_500), Weight(96, 924_000))
    assert lacks == Weight(23, 225_500)


def test_what_is_missing_is_rounded_up() -> None:
    assert Measured(area=AT_LEAST_TWO_THIRDS).missing(Weight(1, 100), Weight(3, 1000)) == Weight(0, 567)
    assert Measured(AT_LEAST_TWO_THIRDS).missing(Weight(), Weight(100)) == Weight(67, 0)
    assert Measured(AT_LEAST_TWO_THIRDS).missing(Weight(70), Weight(100)) == Weight()


@pytest.mark.parametrize("preset", list(Preset))
def test_every_preset_can_be_met_and_is_kept(preset: Preset) -> None:
    rule = PRESETS[preset]
    assert rule.preset is preset
    check_rule(rule, Weight(1, 1))
    assert from_json(to_json(rule)) == rule


def test_the_civil_code_asks_for_area_and_heads_both() -> None:
    both = Measured(AT_LEAST_TWO_THIRDS, AT_LEAST_TWO_THIRDS)
    ordinary, major = PRESETS[Preset.CIVIL_ORDINARY], PRESETS[Preset.CIVIL_MAJOR]
    assert ordinary.quorum == major.quorum == both
    assert ordinary.threshold == Measured(MORE_THAN_HALF, MORE_THAN_HALF)
    assert major.threshold == Measured(AT_LEAST_THREE_QUARTERS, AT_LEAST_THREE_QUARTERS)
    assert ordinary.basis is major.basis is Basis.PARTICIPATING
    assert ordinary.heads is major.heads is Heads.OWNER


@given(
    st.builds(
        Rule,
        st.sampled_from(Preset),
        MEASURED,
        MEASURED,
        st.sampled_from(Basis),
        st.sampled_from(Tie),
        st.sampled_from(Heads),
        st.none() | st.just(timedelta(days=3)),
    )
)
def test_every_rule_is_kept_and_read_again(rule: Rule) -> None:
    assert from_json(to_json(rule)) == rule


@pytest.mark.parametrize(
    "rule",
    [
        Rule(Preset.CUSTOM, Measured(Share(Fraction(1), strict=True))),
        Rule(Preset.CUSTOM, Measured(Share(Fraction(11, 10)))),
        Rule(Preset.CUSTOM, threshold=Measured(Share(Fraction(0)))),
        Rule(Preset.CUSTOM, Measured(area=AT_LEAST_TWO_THIRDS)),  # of no area at all
        with_extension(PRESETS[Preset.CUSTOM], timedelta(days=365)),
        with_extension(PRESETS[Preset.CUSTOM], timedelta()),
    ],
)
def test_a_rule_that_cannot_be_met_is_refused(rule: Rule) -> None:
    with pytest.raises(Refused) as refused:
        check_rule(rule, Weight(96, 0))
    assert refused.value.reason is Reason.VOTE_RULE_UNMEETABLE


def test_without_households_there_is_no_vote() -> None:
    with pytest.raises(Refused) as refused:
        check_rule(PRESETS[Preset.CUSTOM], Weight())
    assert refused.value.reason is Reason.VOTE_NO_HOUSEHOLDS
