"""What a measure is by channel, practice and the like, as its page shows it: a table, for hours by
weekdays one of two ways, and for shares of practices a funnel."""

from dataclasses import dataclass
from itertools import count

from advice_line.audit.figures import label_words
from advice_line.audit.figures.breaking_down import Row
from advice_line.audit.figures.told import State
from advice_line.audit.shown.measuring import Measured, Practice
from advice_line.audit.spc import values
from advice_line.audit.spc.funnel import FEWEST_SPOTS, Spot
from advice_line.audit.spc.funnel import funnel as placed
from advice_line.audit_kinds import Dimension, Unit
from advice_line.web.audit import charted, practice, wording
from advice_line.web.audit.charted import Charted
from advice_line.web.audit.wording import Worded
from advice_line.web.rota import places


@dataclass(frozen=True)
class Part:
    """`href` is of a practice's own page, `per_1000` of one whose list's size is known."""

    label: str
    href: str | None
    worded: Worded
    per_1000: str


@dataclass(frozen=True)
class Warm:
    """`text` is the number, "12+" where some of it is not told and "–" where nothing is; `warmth`
    from 0 to 4, which says nothing that the number does not."""

    text: str
    warmth: int


@dataclass(frozen=True)
class HeatTable:
    hours: list[str]
    rows: list[tuple[str, list[Warm]]]


def parts(found: Measured) -> list[Part]:
    if found.broken is None:
        return []
    return [
        Part(
            _label(found, row),
            _href(found, row),
            wording.told(found.measure, row.told),
            _per_1000(found, row),
        )
        for row in found.broken.rows
    ]


def has_sizes(found: Measured) -> bool:
    counts = found.measure.unit is Unit.COUNT
    return bool(counts and found.broken and found.broken.by is Dimension.PRACTICE)


def heat(found: Measured) -> HeatTable | None:
    of = found.broken.heat if found.broken else None
    if of is None:
        return None
    if not any(told or exact for told, exact in of.cells.values()):
        # A table of dashes, which its own rows have said.
        return None
    most = max(told for told, _ in of.cells.values())
    rows = [
        (label_words.WEEKDAYS[day], [_warm(*of.cells[day, hour], most) for hour in of.hours])
        for day in of.days
    ]
    return HeatTable([f"{hour:02}" for hour in of.hours], rows)


def _warm(told: int, exact: bool, most: int) -> Warm:  # as the cell holds them
    text = f"{told:,}" if exact else f"{told:,}+" if told else "–"
    return Warm(text, min(4, 5 * told // most) if most and told else 0)


def funnel(found: Measured) -> Charted | None:
    """Of the rows of practices that are told; None where those are too few to see anything."""
    measure, broken = found.measure, found.broken
    if broken is None or broken.by is not Dimension.PRACTICE or measure.unit is not Unit.SHARE:
        return None
    numbers = count(1)
    spots = [
        Spot(row.told.numerator, row.told.denominator, _label(found, row), str(next(numbers)))
        for row in broken.rows
        if row.told.state is State.TOLD
        and row.told.numerator is not None
        and row.told.denominator
        and row.label is not None
    ]
    if len(spots) < FEWEST_SPOTS:
        return None
    of = placed(spots, better=measure.better, target=measure.target)
    title = f"{measure.name} by practice, {found.choice.period.label}"
    return charted.funnel(of, title, wording.capital(measure.denominator), "funnel")


def _label(found: Measured, row: Row) -> str:
    assert found.broken is not None
    names = {key: each.name for key, each in found.practices.items()}
    return label_words.words(found.broken.by, row.label, names)


def _practice(found: Measured, row: Row) -> Practice | None:
    return found.practices.get(row.label) if isinstance(row.label, int) else None


def _href(found: Measured, row: Row) -> str | None:
    of, choice = _practice(found, row), found.choice
    if of is None:
        return None
    path = practice.address(of.code)
    return places.at(path, line=choice.line.key, period=choice.period.key)


def _per_1000(found: Measured, row: Row) -> str:
    of, count = _practice(found, row), row.told.numerator
    if of is None or not of.patients:
        return "list size not known"
    return "not told" if count is None else values.said(1000 * count / of.patients, Unit.PER_1000)
