"""The parts that sentences about votes are made of: kinds, rules, shares, areas, choices."""

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction

from bot.domain.vote.form import NO, YES, Choice, Form, VoteKind
from bot.domain.vote.rule import Heads, Measured, Preset, Rule, Weight
from bot.texts.say import N_, Html, Say, cut

OPTION_SHOWN = 60
"""Characters of an option where several stand in a line."""

KINDS: Mapping[VoteKind, str] = {
    VoteKind.MOTION: N_("yes or no"),
    VoteKind.ONE: N_("one of several"),
    VoteKind.APPROVAL: N_("several, up to {most}"),
    VoteKind.RANKED: N_("in order of preference"),
    VoteKind.BUDGET: N_("wishes within {cap}"),
}
HOW: Mapping[VoteKind, str] = {
    VoteKind.MOTION: N_("Are you in favour?"),
    VoteKind.ONE: N_("Choose one."),
    VoteKind.APPROVAL: N_("Choose up to {most}."),
    VoteKind.RANKED: N_("Press them in your order, the best first. Those left out count for nobody."),
    VoteKind.BUDGET: N_("Choose what you want done; together at most {cap}."),
}
RULES: Mapping[Preset, str] = {
    Preset.CUSTOM: N_("simple majority"),
    Preset.MOST: N_("most votes"),
    Preset.TWO_THIRDS: N_("two thirds"),
    Preset.CIVIL_ORDINARY: N_("Civil Code art. 278, ordinary"),
    Preset.CIVIL_MAJOR: N_("Civil Code art. 278, major"),
}
RULE_LINES: Mapping[Preset, str] = {
    Preset.CUSTOM: N_("Valid if at least half take part; carried by more than half of those taking part."),
    Preset.MOST: N_("Valid if at least half take part; the most votes win, and in a tie the larger floor area."),
    Preset.TWO_THIRDS: N_(
        "Valid if at least two thirds take part; carried by at least two thirds of those taking part."
    ),
    Preset.CIVIL_ORDINARY: N_(
        "Valid if owners with at least two thirds of the floor area, who are at least two thirds of the heads, take "
        "part; carried by more than half of both among those taking part."
    ),
    Preset.CIVIL_MAJOR: N_(
        "Valid if owners with at least two thirds of the floor area, who are at least two thirds of the heads, take "
        "part; carried by at least three quarters of both among those taking part."
    ),
}
NOTES: Mapping[Preset, str] = {
    Preset.CUSTOM: N_("An agreement among neighbours; no law asks for it."),
    Preset.MOST: N_("An agreement among neighbours; no law asks for it."),
    Preset.TWO_THIRDS: N_("An agreement among neighbours; no law asks for it."),
    Preset.CIVIL_ORDINARY: N_(
        "After the Civil Code of the People's Republic of China, art. 278. Unless the owners have agreed on voting in "
        "the chat, it only prepares the lawful procedure."
    ),
    Preset.CIVIL_MAJOR: N_(
        "After the Civil Code of the People's Republic of China, art. 278, items 6 to 8 (raising the maintenance fund, "
        "altering or rebuilding, changing the use of common parts or doing business with them). Unless the owners have "
        "agreed on voting in the chat, it only prepares the lawful procedure."
    ),
}
SHARES: Mapping[Fraction, str] = {
    Fraction(1, 2): N_("half"),
    Fraction(2, 3): N_("two thirds"),
    Fraction(3, 4): N_("three quarters"),
}


def area(hundredths: int) -> str:
    """Return a floor area in square metres, exactly: 3,905 or 61.75."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}" + f".{rest:02d}".rstrip("0").rstrip(".")


def percent(say: Say, have: int, whole: int) -> str:
    """Return a share as people read it: 42.7 %."""
    share = f"{have / whole * 100:.1f}" if whole else "0"
    return f"{share}%" if say.language == "zh" else f"{share} %"


def voters(say: Say, rule: Rule) -> str:
    """Return what those are called who are counted."""
    return say.plain(N_("owners")) if rule.heads is Heads.OWNER else say.plain(N_("households"))


def kind(say: Say, form: Form) -> str:
    """Return how a question is put."""
    return say.plain(KINDS[form.kind], most=form.most, cap=f"{form.cap:,}")


def how(say: Say, form: Form) -> str:
    """Return how a ballot is filled in."""
    return say.plain(HOW[form.kind], most=form.most, cap=f"{form.cap:,}")


def option(say: Say, form: Form, number: int, most: int = OPTION_SHOWN) -> str:
    """Return what an option is called."""
    if form.kind is VoteKind.MOTION:
        return {YES: say.plain(N_("In favour")), NO: say.plain(N_("Against"))}[number]
    chosen = form.options[number - 1]
    text = cut(chosen.text, most)
    return f"{text} ({chosen.cost:,})" if form.kind is VoteKind.BUDGET else text


def nothing(say: Say, form: Form) -> str:
    """Return what a ballot without any option is called."""
    return say.plain(N_("None of them")) if form.several else say.plain(N_("Abstain"))


def choice(say: Say, form: Form, chosen: Choice) -> str:
    """Return what somebody chose."""
    if not chosen:
        return nothing(say, form)
    between = " > " if form.kind is VoteKind.RANKED else "、" if say.language == "zh" else ", "
    return between.join(option(say, form, number) for number in chosen)


def rule_line(say: Say, rule: Rule) -> Html:
    """Return the rule in a sentence, with its extension."""
    line = say(RULE_LINES[rule.preset])
    return line if rule.extension is None else Html(f"{line} {extension(say, rule.extension)}")


def extension(say: Say, span: timedelta) -> Html:
    """Return what happens if the quorum is missing."""
    return say("If too few take part, it goes on once for {span}.", span=say.span(span))


def turnout(say: Say, rule: Rule, have: Weight, whole: Weight) -> Html:
    """Return where a vote stands: how many have voted, and what its quorum lacks."""
    lines = [_turnout(say, rule, have, whole)]
    if rule.quorum:
        lines.append(_quorum(say, rule, rule.quorum.missing(have, whole)))
    return Html("\n".join(lines))


def _turnout(say: Say, rule: Rule, have: Weight, whole: Weight) -> Html:
    heads = {
        "heads": have.heads,
        "all": whole.heads,
        "voters": voters(say, rule),
        "share": percent(say, have.heads, whole.heads),
    }
    if not whole.area:
        return say("Turnout {heads}/{all} {voters} ({share})", **heads)
    return say(
        "Turnout {heads}/{all} {voters} ({share}), {area}/{whole} m² ({part})",
        **heads,
        area=area(have.area),
        whole=area(whole.area),
        part=percent(say, have.area, whole.area),
    )


def _quorum(say: Say, rule: Rule, missing: Weight) -> Html:
    values = {
        "quorum": _share(say, rule.quorum),
        "n": missing.heads,
        "voters": voters(say, rule),
        "area": area(missing.area),
    }
    if missing.heads and missing.area:
        return say("A quorum of {quorum} needs {n} more {voters} and {area} m².", **values)
    if missing.heads:
        return say("A quorum of {quorum} needs {n} more {voters}.", **values)
    if missing.area:
        return say("A quorum of {quorum} needs {area} m² more.", **values)
    return say("The quorum of {quorum} is reached.", **values)


def _share(say: Say, measured: Measured) -> str:
    share = measured.heads or measured.area
    part = Fraction(0) if share is None else share.part
    return say.plain(SHARES[part]) if part in SHARES else str(part)
