"""Runs every benchmark, prints one table, and keeps it as JSON where BENCH_JSON says.

``python -m benchmarks`` runs all; ``python -m benchmarks loop`` only those named.
"""

import os
import platform
import sys
from pathlib import Path

import orjson
import psutil
from rich.console import Console
from rich.table import Table

from benchmarks import history, loop, recurrence, reminders, times, understanding, votes
from benchmarks.rows import Row

ALL = {
    "history": history.rows,
    "loop": loop.rows,
    "recurrence": recurrence.rows,
    "reminders": reminders.rows,
    "times": times.rows,
    "understanding": understanding.rows,
    "votes": votes.rows,
}


def main(names: list[str]) -> None:
    """Measure, print, keep."""
    console = Console()
    table = Table("figure", "value", "goal", "met", title=f"Pavilion on {_machine()}")
    found: list[Row] = []
    for name in names or list(ALL):
        console.print(f"{name} …", style="dim")
        for row in ALL[name]():
            found.append(row)
            bound = "≤" if row.at_most else "≥"
            met = "[green]yes[/green]" if row.met else "[red]no[/red]"
            table.add_row(row.name, f"{row.value:,.1f} {row.unit}", f"{bound} {row.goal:,g}", met)
    console.print(table)
    if path := os.environ.get("BENCH_JSON"):
        Path(path).write_bytes(orjson.dumps([row.as_json() for row in found], option=orjson.OPT_INDENT_2))


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    load = psutil.getloadavg()[0]
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, load {load:.1f}"


main(sys.argv[1:])
