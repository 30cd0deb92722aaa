"""How long something takes, as a radiology office writes it: "3 weeks", "2,5 weeks", "10 to 14
days", "next working day", "same day"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_MOST = {"days": 730, "working days": 500, "weeks": 104}
EXAMPLES = "3 weeks, 2 to 3 weeks, 10 days, 5 working days, next working day or same day"
_NAMED = {
    "same day": ("0", "days"),
    "today": ("0", "days"),
    "next day": ("1", "days"),
    "next working day": ("1", "working days"),
}
_UNITS = {
    **dict.fromkeys(("d", "day", "days"), "days"),
    **dict.fromkeys(
        ("working day", "working days", "workday", "workdays", "wd", "open day", "open days"),
        "working days",
    ),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "weeks"),
}
_FIGURE = r"(\d{1,3}(?:[.,]\d)?)"
_WRITTEN = re.compile(rf"{_FIGURE}(?:\s*(?:-|–|to)\s*{_FIGURE})?\s*([a-z ]*)")


class Unit(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"


@dataclass(frozen=True)
class Length:
    """From `least` to `most`, both in `unit`; the two are alike where one figure was given."""

    least: Decimal
    most: Decimal
    unit: Unit

    def __str__(self) -> str:
        """As people write it; `read` reads it again."""
        if self.least != self.most:
            return f"{_figure(self.least)} to {_figure(self.most)} {self.unit}"
        if self.most == 0:
            return "same day"
        if self.most == 1:
            one = self.unit.removesuffix("s")
            return "next working day" if self.unit is Unit.WORKING_DAYS else f"1 {one}"
        return f"{_figure(self.most)} {self.unit}"


def read(text: str) -> Length:
    """Raises ValueError, whose words say what is wrong and how to write it."""
    said = " ".join(text.lower().split()).removesuffix(".")
    if said in _NAMED:
        figure, unit = _NAMED[said]
        return Length(Decimal(figure), Decimal(figure), Unit(unit))
    found = _WRITTEN.fullmatch(said)
    if found is None:
        raise ValueError(f'"{text.strip()}" is no length of time; write for example {EXAMPLES}.')
    first, last, word = found.groups()
    return _length(_number(first), _number(last or first), word.strip(), text.strip())


def _length(least: Decimal, most: Decimal, word: str, text: str) -> Length:
    if not word:
        raise ValueError(f'"{text}" of what? Write {text} days, working days or weeks.')
    if word not in _UNITS:
        raise ValueError(f'"{word}" is no unit; write days, working days or weeks.')
    unit = Unit(_UNITS[word])
    if least > most:
        raise ValueError(f'"{text}" runs backwards; write the shorter first.')
    if most > _MOST[unit]:
        raise ValueError(f'"{text}" is longer than two years; is a figure too many in it?')
    return Length(least, most, unit)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}"
