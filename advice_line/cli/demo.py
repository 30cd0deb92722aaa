"""`demo`: the fictional line on one machine, without an account."""

import logging
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from advice_line import logs
from advice_line.cli.common import print_json, print_line, print_warning
from advice_line.errors import Misconfigured

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Where the pages answer.")]
Story = Annotated[
    bool, typer.Option("--story", help="Tell the story without a browser, step by step, and end.")
]
AsJson = Annotated[bool, typer.Option("--json", help="With --story: one JSON object a step.")]
Chaos = Annotated[
    str | None, typer.Option("--chaos", metavar="NAME", help="With --story: on a bad day.")
]

app = typer.Typer(help="A fictional line on this machine, to try.", invoke_without_command=True)


@app.callback()
def demo(
    context: typer.Context,
    port: Port = 8000,
    story: Story = False,
    as_json: AsJson = False,
    chaos: Chaos = None,
) -> None:
    """Run the fictional line until it is stopped."""
    # Nothing of what goes well: the address to open is the last line.
    logs.configure(level=logging.WARNING)
    if context.invoked_subcommand is not None:
        return
    if story or chaos is not None or as_json:
        _tell(chaos, as_json)
    else:
        _room("running").run(port, print_line)


@app.command("seed")
def seed(
    into: Annotated[str, typer.Option("--into", metavar="URL", help="A rehearsal's database.")],
    queries: Annotated[int, typer.Option("--queries", min=1, help="How many.")] = 1000,
    seeded: Annotated[int, typer.Option("--seed", help="Makes the chances.")] = 1,
    days: Annotated[int, typer.Option("--days", min=7, help="Over how many days.")] = 730,
    line: Annotated[str | None, typer.Option("--line", help="Where there are several.")] = None,
    truth: Annotated[
        Path | None, typer.Option("--truth", help="Where to write what the audit must say.")
    ] = None,
) -> None:
    """Put a made-up past into the database of a rehearsal, to try the audit on. It needs CLOCK_FILE
    and a line that is set up; a real site is refused."""
    from advice_line.cli import demo_seed  # noqa: PLC0415 # what it loads no other command needs

    demo_seed.seed(into, queries, seeded, days, line, truth)


def _tell(chaos: str | None, as_json: bool) -> None:
    """Exit code 1 where a step is not as expected, with its name on stderr."""
    failed = None
    for step in _room("story").tell(chaos):
        if as_json:
            print_json(step)
        else:
            print_line(f"{'ok  ' if step.ok else 'FAIL'}  {step.name}: {step.seen}")
        failed = None if step.ok else step
    if failed is not None:
        print_warning(
            f"The story stops at {failed.name!r}: expected {failed.expected!r}, "
            f"seen {failed.seen!r}."
        )
        raise typer.Exit(1)


def _room(name: str) -> ModuleType:
    """Of the demonstration, whose miniatures need more than a real site installs: every other
    command must do without them."""
    try:
        return import_module(f"advice_line.demo.{name}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("advice_line"):
            raise
        package = (error.name or "").partition(".")[0]
        said = f"The demonstration needs {package}: pip install 'advice-line[demo]'"
        raise Misconfigured(said) from error
