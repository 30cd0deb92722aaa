"""A series as somebody typed it: two columns, a label and a value, the earliest first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from advice_line.audit.spc.points import Point
from advice_line.audit_kinds import Unit
from advice_line.errors import Invalid, Problem

FIELD = "--csv"
_NUMBER = re.compile(r"[-−+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][-+]?\d+)?\s*%?")
# How a value is written that is not there or not told: "*" and "<5" are usual in NHS tables.
_GAPS = frozenset({"", "-", "–", "—", "*", "n/a", "na", "nan", "null"})
_FEWER = re.compile(r"(<|fewer than|less than)\s*\d+")
_EXAMPLE = "Write for example 12, 3.5 or 93%; leave it empty where there is none"
_DECIMAL_COMMA = re.compile(r"([-−+]?\d+),(\d+)\s*(%?)")
_NO_NUMBERS = frozenset({"inf", "infinity", "∞"})
# Beyond it squares and sums of a few values leave what a float can hold.
_LARGEST = 1e15


@dataclass(frozen=True)
class Given:
    """A line of a file, `number` counted from 1, with its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Series:
    """Values in per cent are shares of 0.0 to 1.0."""

    points: tuple[Point, ...]
    unit: Unit


def read(lines: Sequence[Given]) -> Series:
    """The first line may name the columns. Raises `errors.Invalid` with a problem for each line
    that cannot be used."""
    body = lines[1:] if lines and _is_heading(lines[0]) else lines
    problems = [*_nothing(body)] or [
        *(*_problems(body), *_twice(body), *_backwards(body), *_mixed(body)),
    ]
    if problems:
        raise Invalid([Problem(FIELD, each) for each in problems])
    shares = any(_value(each).endswith("%") for each in body)
    points = tuple(Point(_label(each), _read(_value(each))) for each in body)
    return Series(points, Unit.SHARE if shares else Unit.NUMBER)


def read_target(text: str, unit: Unit) -> float:
    """Raises `errors.Invalid` with a problem on `--target`."""
    usable = _NUMBER.fullmatch(text.strip()) and not _unusable(text.strip())
    value = _read(text.strip()) if usable else None
    if value is None:
        said = f'--target: "{text}" is no number that can be drawn, such as 12 or 90%.'
        raise Invalid([Problem("--target", said)])
    if unit is Unit.SHARE and not 0 <= value <= 1:
        said = f"--target: the values are shares, of which {text} is none; write for example 90%."
        raise Invalid([Problem("--target", said)])
    return value


def _is_heading(line: Given) -> bool:
    """A label with a digit in it is one of a period: what stands beside it is a value that cannot
    be read, and is not passed over."""
    value = _value(line)
    if any(each.isdigit() for each in _label(line)) or value.lower().lstrip("+-−") in _NO_NUMBERS:
        return False
    return bool(value) and not _is_gap(value) and not _NUMBER.fullmatch(value)


def _nothing(lines: Sequence[Given]) -> Iterator[str]:
    """Where there is nothing to read: one line says so, not one for each of the file's."""
    if lines and all(len(each.cells) < 2 for each in lines):
        yield (
            "The file has one column alone. Give two, a label and a value, such as 2026-01,12"
            " on a line."
        )
    elif all(_is_gap(_value(each)) for each in lines):
        yield f"The file has no values. {_EXAMPLE}, after a label."


def _problems(lines: Sequence[Given]) -> Iterator[str]:
    for each in lines:
        where, value = f"Line {each.number}", _value(each)
        if len(each.cells) > 2 and any(each.cells[2:]):
            found = next(cell for cell in each.cells[2:] if cell)
            yield (
                f'{where} has a third column, "{found}". Give two, a label and a value, and put'
                " quotes around one with a comma in it."
            )
        elif not _label(each):
            yield f"{where} has no label in its first column, such as 2026-11 or Nov 26."
        elif not _is_gap(value) and (why := _unusable(value)):
            yield f"{where}: {why}"


def _unusable(value: str) -> str | None:
    """Why nothing can be drawn of what stands for a value."""
    if _NUMBER.fullmatch(value):
        large = abs(_read(value) or 0.0) > _LARGEST
        most = f"Of values at most {_LARGEST:,.0f} can be drawn; give them in a larger unit."
        return f'"{value}" is too large. {most}' if large else None
    if comma := _DECIMAL_COMMA.fullmatch(value):
        whole, part, percent = comma.groups()
        return f'"{value}" has a comma for its decimals. Write {whole}.{part}{percent}.'
    return f'"{value}" is no number. {_EXAMPLE}.'


def _twice(lines: Sequence[Given]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for each in lines:
        label = _label(each)
        if label and label in seen:
            yield f'Line {each.number}: "{label}" is there already, on line {seen[label]}.'
        seen.setdefault(label, each.number)


def _backwards(lines: Sequence[Given]) -> Iterator[str]:
    """Where all labels are dates: runs and trends of a series that stands on its head are none."""
    days = [_day(_label(each)) for each in lines]
    known = [day for day in days if day is not None]
    if len(known) < len(lines):
        return
    for place in range(1, len(lines)):
        if known[place] < known[place - 1]:
            label = _label(lines[place])
            said = f"Line {lines[place].number}: {label} is before the line above it."
            yield f"{said} Put the earliest first."
            return


def _mixed(lines: Sequence[Given]) -> Iterator[str]:
    told = [each for each in lines if _NUMBER.fullmatch(_value(each))]
    bare = [each for each in told if not _value(each).endswith("%")]
    if bare and len(bare) < len(told):
        first = bare[0]
        said = f'Line {first.number}: "{_value(first)}" has no %, but others have.'
        yield f"{said} Write all values in per cent, or none."


def _label(line: Given) -> str:
    return line.cells[0].strip() if line.cells else ""


def _value(line: Given) -> str:
    return line.cells[1].strip() if len(line.cells) > 1 else ""


def _is_gap(text: str) -> bool:
    return text.lower() in _GAPS or _FEWER.fullmatch(text.lower()) is not None


def _read(text: str) -> float | None:
    if _is_gap(text):
        return None
    bare = text.replace("−", "-").replace(",", "").removesuffix("%").strip()
    return float(bare) / 100 if text.endswith("%") else float(bare)


def _day(label: str) -> date | None:
    whole = f"{label}-01" if re.fullmatch(r"\d{4}-\d{2}", label) else label
    try:
        return date.fromisoformat(whole)
    except ValueError:
        return None
