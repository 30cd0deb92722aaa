"""The waits board as a form: a few fields for each row, read back as somebody gave them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from advice_line.errors import Problem
from advice_line.rules import waits, waits_given
from advice_line.rules.waits import Route
from advice_line.rules.waits_given import MOST_ROWS, Given, GivenRow
from advice_line.web.labels import choices
from advice_line.web.numbers import whole
from advice_line.web.rendering import Choice

_FIELDS = ("modality", "route", "wait", "report", "urgent_route")


@dataclass(frozen=True)
class Shown:
    """One row on the page; its fields are named after their column and its `number`. Its `routes`
    hold what was given too, where it is no urgency."""

    number: int
    given: GivenRow
    routes: tuple[Choice, ...]
    words: str
    open: bool


def given(form: Mapping[str, str]) -> Given:
    # Too many are refused with a word: those past the most are not dropped before it.
    count = min(whole(form.get("rows", ""), otherwise=0), len(form))
    rows = (_row(form, number) for number in range(1, count + 1))
    return Given(form.get("holds_on", ""), tuple(rows), form.get("urgent", ""))


def _row(form: Mapping[str, str], number: int) -> GivenRow:
    values = {each: form.get(f"{each}-{number}", "") for each in _FIELDS}
    return GivenRow(row=number, file_row=None, **values)


def rearranged(form: Mapping[str, str]) -> Given:
    """After somebody pressed one of the buttons that add, move or remove a row."""
    before = given(form)
    rows = list(before.rows)
    place = whole(form.get("up") or form.get("remove") or "", otherwise=0) - 1
    known = 0 <= place < len(rows)
    if "remove" in form and known:
        del rows[place]
    elif "up" in form and known:
        rows.insert(max(place - 1, 0), rows.pop(place))
    elif len(rows) < MOST_ROWS:
        rows.append(blank(0))
    return numbered(replace(before, rows=tuple(rows)))


def blank(number: int) -> GivenRow:
    return GivenRow(number, route=Route.ROUTINE.value)


def numbered(of: Given) -> Given:
    """The rows as the form counts them, whatever file they come from."""
    rows = tuple(replace(each, row=number) for number, each in enumerate(of.rows, start=1))
    return replace(of, rows=rows)


def shown(of: Given, problems: Sequence[Problem]) -> list[Shown]:
    wrong = {each.field for each in problems}
    return [_shown(each, wrong) for each in of.rows]


def _shown(row: GivenRow, wrong: set[str]) -> Shown:
    at_fault = any(f"{each}-{row.row}" in wrong for each in _FIELDS)
    urgency = waits_given.route(row.route)
    given = replace(row, route=urgency) if urgency else row
    unknown = () if urgency else (Choice(row.route, f"“{row.route}” (not known)"),)
    routes = (*choices(waits.ROUTES), *unknown)
    return Shown(row.row, given, routes, _words(given), open=at_fault or row.empty)


def _words(row: GivenRow) -> str:
    if row.empty:
        return "is empty"
    urgency = "" if row.route == Route.ROUTINE else f", {_route(row.route).lower()}"
    report = f", report {row.report}" if row.report else ""
    return f"{row.modality}{urgency}: {row.wait}{report}"


def _route(value: str) -> str:
    return waits.ROUTES[Route(value)] if value in tuple(Route) else value
