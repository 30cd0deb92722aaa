"""By what a case may be known though no name is left: it is one of very few. Its text is made
coarser first, and only what stays rare after that is told to author and approver (H08).

At fifty cases a month nearly every combination of area, imaging and five years of age is rare:
whoever was warned of each would read none. Looked at are therefore one feature at a time, and the
area of the body with the group of age.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_GROUPS = ((0, 17), (18, 39), (40, 59), (60, 79), (80, 200))
_BAND = re.compile(r"\[aged (?:(\d+)–(\d+)|(90) or over|under (1))\]")
_DAYS = re.compile(r"\[\d+ (?:days?|weeks?) (earlier|later)\]")


@dataclass(frozen=True)
class Features:
    """In words, such as "Spine" and "MRI"; `age_band` is such as "45-49" or "90+". None is what is
    not known, which makes nobody known."""

    area: str | None = None
    imaging: str | None = None
    asked_by: str | None = None
    age_band: str | None = None


def reasons(case: Features, year: Iterable[Features], small: int) -> tuple[str, ...]:
    """Why the case may be known among those of its `year`, which hold it too: what fewer than
    `small` of them share, the more general first and nothing that follows from it."""
    told: list[tuple[str, ...]] = []
    said = []
    others = [_coarse(each) for each in year]
    for kinds in (("area",), ("imaging",), ("asked_by",), ("age",), ("area", "age")):
        own = [(kind, _coarse(case)[kind]) for kind in kinds]
        if any(value is None for _, value in own) or any(set(each) <= set(kinds) for each in told):
            continue
        count = sum(all(each[kind] == value for kind, value in own) for each in others)
        if count < small:
            told.append(kinds)
            said.append(_words(own, small))
    return tuple(said)


def is_rare_in_detail(case: Features, year: Iterable[Features], small: int) -> bool:
    """By area of the body and five years of age."""
    if case.age_band is None:
        return False
    alike = sum((each.area, each.age_band) == (case.area, case.age_band) for each in year)
    return alike < small


def coarser(text: str) -> str:
    """With ages in groups of twenty years, and days and weeks as months."""
    aged = _BAND.sub(lambda found: f"[aged {_group_of(_age(found))}]", text)
    return _DAYS.sub(r"[up to 3 months \1]", aged)


def group_of(age_band: str) -> str:
    """ "40–59" of "45-49"."""
    return _group_of(int(re.split(r"\D", age_band)[0]))


def _group_of(age: int) -> str:
    low, high = next(each for each in _GROUPS if age <= each[1])
    return f"{low} or over" if high == 200 else f"{low}–{high}"


def _age(found: re.Match[str]) -> int:
    return 0 if found[4] else int(found[1] or found[3])


def _coarse(case: Features) -> dict[str, str | None]:
    return {
        "area": case.area,
        "imaging": case.imaging,
        "asked_by": case.asked_by,
        "age": group_of(case.age_band) if case.age_band else None,
    }


def _words(own: list[tuple[str, str | None]], small: int) -> str:
    named = {"area": "area", "imaging": "imaging", "asked_by": "who asked", "age": "age"}
    listed: Iterator[str] = (f"{named[kind]} “{value}”" for kind, value in own)
    return f"Fewer than {small} cases of this line in 12 months have {' and '.join(listed)}."
