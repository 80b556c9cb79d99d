"""Rosters: what a file looks like, what it changes, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.household import AREA_UNIT, Household
from bot.domain.news import roster as told
from bot.domain.news.help import Audience
from bot.domain.paper import File, Sheet
from bot.domain.presses.roster import Apply, RosterPress
from bot.domain.refusal import Reason
from bot.domain.roster import MOST_ROWS, Problem, Wrong
from bot.texts.say import N_, NAME_LENGTH, Helps, Html, Say, cut

REFUSALS: Mapping[Reason, str] = {}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {
    Audience.BUILDING_LEADS: (N_("/roster – the building's households from a CSV file; /roster export"),),
}

WRONG: Mapping[Wrong, str] = {
    Wrong.NOT_TEXT: N_("I can't read this file. Please save the table as CSV (UTF-8 or GBK)."),
    Wrong.SPREADSHEET: N_("This is a spreadsheet. Please save it as CSV and send that."),
    Wrong.EMPTY: N_("There are no households in this file."),
    Wrong.NO_HEADER: N_("The first line must name the columns: unit, room, area, names, owner."),
    Wrong.TOO_MANY_ROWS: N_("The file has {value} lines; I take at most {most} at once."),
    Wrong.BROKEN: N_("The table is broken: a quotation mark doesn't end, or a cell is too long."),
    Wrong.ROOM_MISSING: N_("line {line}: the room is missing"),
    Wrong.AREA_WRONG: N_("line {line}: “{value}” is no area"),
    Wrong.TOO_LONG: N_("line {line}: “{value}…” is too long"),
    Wrong.TWICE: N_("line {line}: {value} stands in line {other} already"),
}
_EXAMPLES = 5
_PROBLEMS = 12
_LABEL = 30


def body(say: Say, news: told.RosterNews) -> Body:
    """Return what there is to tell as a message."""
    building = cut(news.building, NAME_LENGTH)
    match news:
        case told.RosterWanted():
            return _wanted(say, building, news)
        case told.RosterPlan():
            return _plan(say, building, news)
        case told.RosterWrong():
            return _wrong(say, building, news.problems)
        case told.RosterChanged():
            return _changed(say, building, news)
        case told.RosterLeft():
            return Body(say("The roster of {building} stays as it was.", building=building))
        case told.RosterCopy():
            return _copy(say, building, news)
        case told.RosterSent():
            return Body(say("I have sent you the roster of {building} in our own chat.", building=building))
        case _:
            assert_never(news)


def area(hundredths: int) -> str:
    """Return an area in m², as people write it."""
    whole, rest = divmod(hundredths, AREA_UNIT)
    return f"{whole:,}.{rest:02d}".rstrip("0").rstrip(".")


def _wanted(say: Say, building: str, news: told.RosterWanted) -> Body:
    sentence = N_(
        "The roster of {building} has {n} households. Send me a CSV file with /roster as its caption, or as an answer "
        "to this. Its first line names the columns: unit, room, area (m²), names, owner; the last three may be "
        "missing. I show what would change before anything does."
    )
    return Body(say(sentence, building=building, n=news.households))


def _plan(say: Say, building: str, news: told.RosterPlan) -> Body:
    plan = news.plan
    lines = [say("<b>{building}: what this file changes</b>", building=building)]
    lines += _named(say, N_("➕ {n} new: {labels}"), [row.label for row in plan.added])
    changes = [_change(before.label, before.area, row.area) for before, row in plan.changed]
    lines += _named(say, N_("✏️ {n} changed: {labels}"), changes)
    lines += _named(say, N_("➖ {n} not in the file any more: {labels}"), [home.label for home in plan.gone])
    with_people = [home.label for home in plan.gone_with_people]
    lines += _named(say, N_("⚠️ {n} not in the file, but somebody speaks for them: {labels}"), with_people)
    lines.append(say("{n} stay as they are.", n=plan.same))
    if not plan.added and not plan.changed and not plan.gone and not with_people:
        return Body("\n".join(lines), ((Button(say.plain("All right"), RosterPress(Apply.LEAVE)),),))
    rows: list[tuple[Button, ...]] = [
        (
            Button(say.plain("Apply"), RosterPress(Apply.CHANGE)),
            Button(say.plain("Leave it"), RosterPress(Apply.LEAVE)),
        )
    ]
    if with_people:
        sentence = N_("Apply, and take those {n} off, too")
        rows.append((Button(say.plain(sentence, n=len(with_people)), RosterPress(Apply.CHANGE_ALL)),))
    return Body("\n".join(lines), tuple(rows))


def _change(label: str, before: int, after: int) -> str:
    return label if before == after else f"{label} ({area(before)} → {area(after)} m²)"


def _named(say: Say, sentence: str, labels: list[str]) -> list[Html]:
    if not labels:
        return []
    shown = [cut(label, _LABEL) for label in labels[:_EXAMPLES]]
    more = "…" if len(labels) > _EXAMPLES else ""
    return [say(sentence, n=len(labels), labels=", ".join(shown) + more)]


def _wrong(say: Say, building: str, problems: tuple[Problem, ...]) -> Body:
    head = say("The roster of {building} stays as it was: this file needs a correction.", building=building)
    lines = [head, *(say(WRONG[one.wrong], **_values(one)) for one in problems[:_PROBLEMS])]
    if len(problems) <= _PROBLEMS:
        return Body("\n".join(lines))
    lines = [head, *lines[1:4], say("… and {n} more; the file has all of them.", n=len(problems) - 3)]
    text = "\n".join(say.plain(WRONG[one.wrong], **_values(one)) for one in problems)
    return Body("\n".join(lines), paper=File(say.plain(N_("corrections.txt")), text))


def _values(problem: Problem) -> dict[str, object]:
    return {"line": problem.line, "value": cut(problem.value, _LABEL), "other": problem.other, "most": MOST_ROWS}


def _changed(say: Say, building: str, news: told.RosterChanged) -> Body:
    sentence = N_(
        "✅ The roster of {building} has {n} households now, {area} m² in all: "
        "{added} new, {changed} changed, {gone} gone."
    )
    return Body(
        say(
            sentence,
            building=building,
            n=news.households,
            area=area(news.area),
            added=news.added,
            changed=news.changed,
            gone=news.gone,
        )
    )


def _copy(say: Say, building: str, news: told.RosterCopy) -> Body:
    paper = Sheet(say.plain(N_("Roster {building}"), building=building), tuple(rows_of(say, news.households)))
    sentence = N_("The roster of {building}: {n} households. It has neighbours' names in it; keep it safe.")
    return Body(say(sentence, building=building, n=len(news.households)), paper=paper)


def rows_of(say: Say, households: Iterable[Household]) -> Iterable[tuple[str, ...]]:
    """Return a roster as rows, such as can be brought again."""
    head = (N_("unit"), N_("room"), N_("area"), N_("names"), N_("owner"))
    yield tuple(say.plain(column) for column in head)
    for home in households:
        known = area(home.area).replace(",", "") if home.area else ""
        yield home.unit, home.room, known, home.names, home.owner
