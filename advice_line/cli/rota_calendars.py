"""`rota feeds`, `rota calendars`: the rota out to calendar programs, and calendars in as duty."""

from datetime import datetime
from typing import Annotated

import typer

from advice_line.cli.common import (
    AsJson,
    LineKey,
    line_named,
    local,
    open_ledger,
    print_json,
    print_line,
    print_table,
)
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Ledger
from advice_line.schemas import rota_calendars as shapes
from advice_line.settings import Settings
from advice_line.staffing.exchange.exchanged import FeedShown, SourceShown
from advice_line.staffing.exchange.feeds import Feeds
from advice_line.staffing.exchange.sources import Sources
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM

Make = Annotated[bool, typer.Option("--make", help="Make a feed of the line's duties.")]
Revoke = Annotated[
    str | None, typer.Option("--revoke", metavar="ID", help="Take this feed's address back.")
]
Subscribe = Annotated[
    str | None, typer.Option("--subscribe", metavar="URL", help="Read this calendar as duty.")
]
Tier = Annotated[str, typer.Option("--tier", help="With --subscribe: of which tier.")]
End = Annotated[str | None, typer.Option("--end", metavar="ID", help="Read this calendar no more.")]


def feeds(
    line: LineKey = None, make: Make = False, revoke: Revoke = None, as_json: AsJson = False
) -> None:
    """The calendar feeds of this deployment; with --make a new one of a line, with its address."""
    _one("--make", make, revoke is not None)
    with open_ledger(writes=make or revoke is not None) as ledger:
        door = Feeds(ledger)
        if revoke is not None:
            door.revoke(SYSTEM, revoke)
        found = (door.make(SYSTEM, line=_line(ledger, line).key),) if make else door.of(SYSTEM)
    rows = [_feed(each) for each in found]
    if as_json:
        for row in rows:
            print_json(row)
        return
    print_table(
        [
            ("id", "of", "address", "last read"),
            *(
                (each.id, each.name, each.address or _gone(each), _when(each.last_read_at))
                for each in rows
            ),
        ]
    )


def calendars(
    line: LineKey = None,
    subscribe: Subscribe = None,
    tier: Tier = "1",
    end: End = None,
    as_json: AsJson = False,
) -> None:
    """The calendars elsewhere that are duty on a line, and how reading them went."""
    _one("--subscribe", subscribe is not None, end is not None)
    with open_ledger(writes=subscribe is not None or end is not None) as ledger:
        door = Sources(ledger, rehearsal=Settings().rehearsal)
        found = _line(ledger, line)
        if subscribe is not None:
            door.subscribe(SYSTEM, line=found.key, tier=tier, url=subscribe)
        if end is not None:
            door.end(SYSTEM, end)
        rows = door.of(SYSTEM, found.key)
    if as_json:
        for row in rows:
            print_json(shapes.Source.model_validate(row))
        return
    _print_sources(rows, found.time_zone)


def _line(ledger: Ledger, key: str | None) -> Line:
    with ledger.look(SYSTEM.label) as work:
        return line_named(work.session, key)


def _one(option: str, *given: bool) -> None:
    if sum(given) > 1:
        raise Invalid([Problem(option, "Do one thing at a time.")])


def _feed(shown: FeedShown) -> shapes.Feed:
    address = None if shown.path is None else f"{Settings().public_url}{shown.path}"
    return shapes.Feed(
        id=shown.id,
        line=shown.line,
        person=shown.person,
        name=shown.name,
        address=address,
        made_at=shown.made_at,
        last_read_at=shown.last_read_at,
        revoked_at=shown.revoked_at,
    )


def _gone(feed: shapes.Feed) -> str:
    return "known to who made it" if feed.revoked_at is None else "revoked"


def _when(at: datetime | None) -> str:
    return "never" if at is None else local(at, "UTC") + " UTC"


def _print_sources(rows: tuple[SourceShown, ...], time_zone: str) -> None:
    if not rows:
        print_line("No calendar is subscribed to.")
        return
    heads = ("id", "tier", "host", "shifts", "last good")
    good = [local(each.last_good_at, time_zone) if each.last_good_at else "never" for each in rows]
    print_table(
        [
            heads,
            *(
                (each.id, each.tier, each.host, str(each.shifts), when)
                for each, when in zip(rows, good, strict=True)
            ),
        ]
    )
    for each in rows:
        for sentence in (each.failure, *each.notes):
            if sentence:
                print_line(f"{each.id}: {sentence}")
