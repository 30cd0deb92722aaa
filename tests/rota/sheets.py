"""Files as people bring them: rows of cells as CSV or as a workbook."""

import io
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook

from rota.exchange import importing, sheets
from rota.exchange.importing import Found
from rota.exchange.sheet_people import People, Person
from tests.rota.rotas import LONDON, utc

PEOPLE = People(
    [
        Person("amara", "Dr Amara Example"),
        Person("ben", "Ben Example"),
        Person("chris", "Prof. Chris Sample"),
        Person("carla", "Carla Stone"),
    ]
)
NOW = utc("2026-11-20T09:00Z")


def csv(text: str) -> bytes:
    return "\n".join(line.strip() for line in text.strip().splitlines()).encode()


def xlsx(*rows: Sequence[object]) -> bytes:
    workbook = Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(list(row))
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def look(data: bytes, *, now: datetime = NOW, **sessions: tuple[int, int]) -> Found:
    return importing.look_through(sheets.read(data), LONDON, PEOPLE, now=now, sessions=sessions)


def said(found: Found) -> list[str]:
    """Each shift as people say it, in London time: "1 amara 23 Nov 08:00-13:00"."""
    return [
        f"{each.tier} {'+'.join(each.who)} {_local(each.start, '%d %b %H:%M')}"
        f"-{_local(each.end, '%H:%M')}"
        for each in found.shifts
    ]


def wrong(found: Found) -> list[tuple[int, str]]:
    return [(each.row, each.column) for each in found.problems]


def _local(at: datetime, form: str) -> str:
    return at.astimezone(LONDON).strftime(form)
