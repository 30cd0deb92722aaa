"""What a file would do to the directory, judged row by row before anything is changed. Pure.

Whose word goes: what people of the office or the practice put right stands until a person takes
something else; the site's own files (setup, practice list) go before the national report, and of
these two the later word goes. A source that says the same as it said last takes nothing back.
A code that the file closes is closed, unless a person has opened it again (H17).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advice_line.directory.imports.given import Given, Value
from advice_line.directory.imports.standing import Standing
from advice_line.directory_kinds import BY_HAND, OrganisationKind, Origin, Part

_RANKS = {Origin.ODS: 1, Origin.LIST: 2, Origin.SETUP: 2}
# A national report repeats for years what nobody has asked the practice again.
CONFIRMED_BY_ODS = frozenset({Part.NAME, Part.ADDRESS, Part.CODE})


class Done(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    CLOSED = "closed"
    REOPENED = "reopened"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class PartChange:
    """`after` is the whole part as it would stand; `kept` that it stays, for people put it so."""

    part: Part
    before: Value
    after: Value
    kept: bool = False


@dataclass(frozen=True)
class Judged:
    """`said` is why a row is refused or left out. `changes` holds what would change and what is
    kept against the file; `same` are the parts that the file confirms."""

    row: int
    code: str
    name: str
    done: Done
    given: Given | None = None
    changes: tuple[PartChange, ...] = ()
    same: tuple[Part, ...] = ()
    said: str = ""

    @property
    def kept(self) -> tuple[PartChange, ...]:
        return tuple(each for each in self.changes if each.kept)

    @property
    def changed(self) -> tuple[PartChange, ...]:
        return tuple(each for each in self.changes if not each.kept)


def judge(
    given: Iterable[Given], source: Origin, standing: Mapping[str, Standing], today: date
) -> list[Judged]:
    return [_one(each, source, standing.get(each.code), today) for each in given]


def missing(given: Iterable[Given], standing: Mapping[str, Standing]) -> list[Standing]:
    """Open practices of which the file does not speak: they stay as they are."""
    spoken_of = {each.code for each in given}
    return [
        each
        for code, each in standing.items()
        if code not in spoken_of
        and each.merged_into is None
        and each.kind == OrganisationKind.PRACTICE
        and each.closed_on is None
    ]


def _one(given: Given, source: Origin, of: Standing | None, today: date) -> Judged:
    if of is None:
        return _unknown(given)
    if of.merged_into is not None:
        said = f"was merged into {of.merged_into} here, which stays as it is"
        return Judged(given.row, given.code, of.name, Done.LEFT_OUT, said=said)
    parts = _with_closing(given, of, today)
    changes, same = [], []
    for part, value in parts.items():
        change = _part(part, value, source, of)
        if change is None:
            same.append(part)
        else:
            changes.append(change)
    done = _done(changes)
    return Judged(given.row, given.code, of.name, done, given, tuple(changes), tuple(same))


def _unknown(given: Given) -> Judged:
    name = str(given.parts.get(Part.NAME, {}).get("name", ""))
    if given.closed:
        said = "is closed and was never known here"
        return Judged(given.row, given.code, name, Done.LEFT_OUT, said=said)
    if given.kind is None:
        said = "is no GP practice and is not known here"
        return Judged(given.row, given.code, name, Done.LEFT_OUT, said=said)
    if not name:
        said = "is not known here and has no name; give it one"
        return Judged(given.row, given.code, name, Done.REFUSED, said=said)
    changes = tuple(PartChange(part, {}, value) for part, value in given.parts.items())
    return Judged(given.row, given.code, name, Done.ADDED, given, changes)


def _with_closing(given: Given, of: Standing, today: date) -> dict[Part, Value]:
    """A code that is closed without a day is closed from today on, or since it was."""
    parts = dict(given.parts)
    if given.closed is None:
        return parts
    closed_on = given.closed_on or of.closed_on or today if given.closed else None
    said = closed_on.isoformat() if closed_on else None
    parts[Part.CODE] = {**parts.get(Part.CODE, {}), "closed_on": said}
    return parts


def _part(part: Part, value: Value, source: Origin, of: Standing) -> PartChange | None:
    """None where it stands as the file says."""
    stands = of.parts[part]
    after = _after(part, value, source, of)
    if _alike(part, stands, after):
        return None
    kept = _goes_before(part, value, source, of)
    return PartChange(part, stands, after, kept)


def _after(part: Part, value: Value, source: Origin, of: Standing) -> Value:
    """The whole part. Of telephones a file names some: its own of last time go, others stay."""
    if part is not Part.PHONES:
        return {**of.parts[part], **value}
    noted = of.noted.get(part)
    before = noted.said.get(source, {}).get("phones", ()) if noted else ()
    others = [each for each in of.parts[part]["phones"] if each not in before]
    return {"phones": sorted({*others, *value["phones"]})}


def _alike(part: Part, stands: Value, after: Value) -> bool:
    if part in (Part.NAME, Part.ADDRESS):
        return _folded(stands) == _folded(after)
    return dict(stands) == dict(after)


def _folded(value: Value) -> dict[str, str]:
    """National reports are in capitals throughout: that is no other name."""
    return {key: " ".join(str(each or "").casefold().split()) for key, each in value.items()}


def _goes_before(part: Part, value: Value, source: Origin, of: Standing) -> bool:
    noted = of.noted.get(part)
    # What stood before anybody noted whose word it is came from the setup file.
    origin = noted.origin if noted else Origin.SETUP
    if origin in BY_HAND:
        return True
    if not any(of.parts[part].values()):
        return False
    if part is Part.CODE and value.get("closed_on"):
        return False
    if noted and origin is not source and noted.said.get(source) == value:
        return True
    return _RANKS[origin] > _RANKS[source]


def _done(changes: Sequence[PartChange]) -> Done:
    changed = [each for each in changes if not each.kept]
    for each in changed:
        if each.part is Part.CODE and each.before["closed_on"] != each.after["closed_on"]:
            return Done.CLOSED if each.after["closed_on"] else Done.REOPENED
    return Done.CHANGED if changed else Done.UNCHANGED


def of_kind(judged: Iterable[Judged], done: Done) -> Iterator[Judged]:
    return (each for each in judged if each.done is done)
