"""Shifts as files that people open: a list as CSV, and a workbook with a grid of weeks beside it.

The list has the columns of the import's template, so that it can be read in again.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from rota import columns, walltime
from rota.shifts import Shift
from rota.values import Tier

HEADINGS = ("date", "start", "end date", "end", "tier", "who", "name", "supervisor", "source")
_TIERS = {Tier.FIRST.rank: "Tier 1", Tier.SECOND.rank: "Tier 2", Tier.LEAD.rank: "Lead"}
_DAY = timedelta(days=1)
_FORMULA = ("=", "+", "-", "@", "\t")
_BOLD = Font(bold=True)
_SHADE = PatternFill("solid", start_color="E8EDEE")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def as_csv(shifts: Sequence[Shift], zone: ZoneInfo, names: Mapping[str, str]) -> bytes:
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in _list(shifts, zone, names):
        writer.writerow([harmless(_text(each)) for each in row])
    # The mark by which a spreadsheet program knows that names are in UTF-8.
    return kept.getvalue().encode("utf-8-sig")


def as_workbook(
    shifts: Sequence[Shift],
    zone: ZoneInfo,
    names: Mapping[str, str],
    closed: Mapping[date, str],
) -> bytes:
    """`closed` says of days why they are, as people read it."""
    workbook = Workbook()
    grid = workbook.active
    assert isinstance(grid, Worksheet)
    grid.title = "Weeks"
    _write_weeks(grid, shifts, zone, names, closed)
    _write_list(workbook.create_sheet("Shifts"), shifts, zone, names)
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def _list(
    shifts: Iterable[Shift], zone: ZoneInfo, names: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    for each in shifts:
        start, end = _local(each.start, zone), _local(each.end, zone)
        yield (
            start.date(),
            start.time(),
            end.date(),
            end.time(),
            each.tier.value,
            each.person_ref,
            names.get(each.person_ref, ""),
            each.supervisor or "",
            each.source,
        )


def _write_list(
    sheet: Worksheet, shifts: Sequence[Shift], zone: ZoneInfo, names: Mapping[str, str]
) -> None:
    sheet.append(list(HEADINGS))
    for number, row in enumerate(_list(shifts, zone, names), start=2):
        for column, value in enumerate(row, start=1):
            _put(sheet, number, column, value)
    for cell in sheet[1]:
        cell.font = _BOLD
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _widen(sheet, (12, 8, 12, 8, 7, 14, 28, 14, 24))


def _write_weeks(
    sheet: Worksheet,
    shifts: Sequence[Shift],
    zone: ZoneInfo,
    names: Mapping[str, str],
    closed: Mapping[date, str],
) -> None:
    placed = [_Placed(each, zone, names) for each in shifts]
    days = {*closed, *(each.day for each in placed)}
    row = 1
    for monday in sorted({day - day.weekday() * _DAY for day in days}):
        row = _write_week(sheet, row, monday, placed, closed)
    _widen(sheet, (20, *([22] * 7)))
    sheet.freeze_panes = "B1"


def _write_week(
    sheet: Worksheet,
    row: int,
    monday: date,
    placed: Sequence["_Placed"],
    closed: Mapping[date, str],
) -> int:
    """Returns the row after it, an empty one between."""
    _write_days(sheet, row, monday, closed)
    mine = [each for each in placed if monday <= each.day < monday + 7 * _DAY]
    mine.sort(key=lambda each: each.row)
    for place, group in groupby(mine, key=lambda each: each.row):
        row += 1
        _put(sheet, row, 1, f"{_TIERS[place[0]]} {place[1]}")
        _write_names(sheet, row, monday, list(group))
    return row + 2


def _write_days(sheet: Worksheet, row: int, monday: date, closed: Mapping[date, str]) -> None:
    _put(sheet, row, 1, f"Week of {monday.day} {monday:%B %Y}")
    for number in range(7):
        day = monday + number * _DAY
        why = f"\n{closed[day]}" if day in closed else ""
        _put(sheet, row, number + 2, f"{day:%a} {day.day} {day:%b}{why}")
    for cell in sheet[row]:
        cell.font, cell.fill, cell.alignment = _BOLD, _SHADE, _WRAPPED


def _write_names(sheet: Worksheet, row: int, monday: date, placed: Sequence["_Placed"]) -> None:
    on: dict[date, list[str]] = {}
    for each in placed:
        on.setdefault(each.day, []).append(each.name)
    for day, people in on.items():
        _put(sheet, row, (day - monday).days + 2, ", ".join(people))
    for cell in sheet[row]:
        cell.alignment = _WRAPPED


class _Placed:
    """A shift where it stands in the grid: on the day of its start, in the row of its tier and
    times."""

    def __init__(self, shift: Shift, zone: ZoneInfo, names: Mapping[str, str]) -> None:
        start, end = _local(shift.start, zone), _local(shift.end, zone)
        self.day = start.date()
        self.row = shift.tier.rank, columns.write_times(start.time(), end.time())
        self.name = names.get(shift.person_ref, shift.person_ref)


def _put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    cell = sheet.cell(row, column)
    cell.value = value  # type: ignore[assignment] # text, a date or a time
    if isinstance(value, str):
        # Also what begins as a formula does.
        cell.data_type = "s"


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    return walltime.to_local(at, zone).replace(tzinfo=None, second=0, microsecond=0)


def _text(value: object) -> str:
    return f"{value:%H:%M}" if hasattr(value, "hour") else str(value)


def harmless(text: str) -> str:
    """A spreadsheet program computes what begins like a formula; it is only shown with this."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _widen(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHI"[number]].width = width
