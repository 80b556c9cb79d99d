"""The command line: run · demo · check · understand · train."""

import asyncio
import signal
import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bot import config as settings
from bot import log
from bot.config import Config, ConfigError
from nlp.understanding import Answered

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
DEMO_PORT = 8420
DEMO_POLL_SECONDS = 10

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Pavilion (凉亭): a neighbourhood's bot for Telegram.",
)
ConfigFile = Annotated[Path, typer.Option("--config", "-c", help="The config file.")]


@app.command()
def run(config: ConfigFile = Path("config.toml")) -> None:
    """Run the bot until it is stopped (Ctrl-C or SIGTERM)."""
    try:
        loaded, token = settings.load(config), settings.token()
        log.set_up(loaded.logging.level, loaded.logging.format)
        asyncio.run(_run(loaded, token))
    except ConfigError as error:
        _give_up(error)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the chat page is; 0 takes any free port.")] = DEMO_PORT,
    config: ConfigFile = EXAMPLE,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = False,
) -> None:
    """Run the bot against a small Telegram on this machine, with a chat page to try it in."""
    try:
        loaded = settings.load(config)
        log.set_up("warning", "console")
        asyncio.run(_demo(loaded, port, open_browser=browser))
    except ConfigError as error:
        _give_up(error)


@app.command()
def check(config: ConfigFile = Path("config.toml")) -> None:
    """Check the config, the database, the token and the bot's rights in each chat."""
    from bot.check import report

    try:
        loaded, token = settings.load(config), settings.token()
        log.set_up("error", "console")
        table, fine = asyncio.run(report(loaded, token))
    except ConfigError as error:
        _give_up(error)
    Console().print(table)
    raise typer.Exit(0 if fine else 1)


@app.command()
def understand(
    text: Annotated[str, typer.Argument(help="A message, as a neighbour would write it.")],
    config: ConfigFile = EXAMPLE,
    answers: Annotated[Answered | None, typer.Option(help="Read it as an answer to this card of the bot's.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reading as JSON.")] = False,
) -> None:
    """Read one message as the bot would, and say why."""
    from bot import readings

    try:
        understood = readings.read(settings.load(config), text, answers)
    except ConfigError as error:
        _give_up(error)
    if as_json:
        typer.echo(readings.as_json(understood))
    else:
        Console().print(readings.as_table(understood))


@app.command()
def train(
    with_feedback: Annotated[
        bool, typer.Option("--with-feedback", help="Learn from what neighbours answered to the bot's questions, too.")
    ] = False,
    config: ConfigFile = Path("config.toml"),
) -> None:
    """Make the model that reads messages anew, from the corpus in the repository."""
    from bot import readings

    try:
        readings.train(settings.load(config) if with_feedback else None, Console())
    except ConfigError as error:
        _give_up(error)


async def _run(config: Config, token: str) -> None:
    # Here, so that --help and a wrong config don't wait for the bot's libraries.
    from bot.app import Pavilion

    pavilion = Pavilion(config, token)
    try:
        await pavilion.run(_stop_on_signals())
    finally:
        pavilion.close()


async def _demo(config: Config, port: int, *, open_browser: bool) -> None:
    from bot import demo as demo_people
    from bot.app import Pavilion, now
    from bot.playground.server import Playground
    from bot.playground.world import World

    world = World.load()
    with tempfile.TemporaryDirectory(prefix="pavilion-demo-") as folder:
        try:
            playground = Playground(world, port)
        except OSError:
            Console().print(f"Port {port} is taken; another one it is.")
            playground = Playground(world)
        async with playground:
            changes = {
                "database": config.database.model_copy(update={"url": f"sqlite:///{folder}/demo.db"}),
                "delivery": config.delivery.model_copy(
                    update={"api": playground.url, "poll_seconds": DEMO_POLL_SECONDS}
                ),
            }
            pavilion = Pavilion(config.model_copy(update=changes), world.token)
            pavilion.database.work(lambda tx: demo_people.settle(tx, pavilion.deps, now()))
            Console().print(
                f"\nThe demo's chat page: [bold]{playground.url}/[/bold]\n"
                "Be one of the neighbours, write what is wrong, then be a steward and take it. Ctrl-C ends it.\n"
            )
            if open_browser:
                webbrowser.open(playground.url)
            try:
                await pavilion.run(_stop_on_signals())
            finally:
                pavilion.close()


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _give_up(error: ConfigError) -> NoReturn:
    Console(stderr=True).print(str(error), style="red", highlight=False, markup=False)
    raise typer.Exit(2)
