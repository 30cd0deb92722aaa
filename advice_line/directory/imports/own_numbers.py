"""Numbers of the service itself in a file of practices: the line would ring itself, or somebody who
answers would count as one who asks. They are left out, and the rest of the row is used."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session, select

from advice_line.directory.imports.given import Given, Read, Refused, Value
from advice_line.directory_kinds import Part
from advice_line.tables.directory import Line, Responder

_OF_PART = {Part.PHONES: "phone", Part.BYPASS: "bypass"}


def without(session: Session, read: Read) -> Read:
    ours = _ours(session)
    found: list[Refused] = []
    given = tuple(_without(each, ours, found) for each in read.given)
    if not found:
        return read
    refused = sorted((*read.refused, *found), key=lambda each: each.row)
    return replace(read, given=given, refused=tuple(refused))


def _ours(session: Session) -> Mapping[str, str]:
    """Whose number each is, in words."""
    lines = session.exec(select(Line.number, Line.name))
    people = session.exec(select(Responder.mobile, Responder.name))
    return {
        **{number: f"the number of {name} itself" for number, name in lines},
        **{number: f"{name}'s own mobile" for number, name in people},
    }


def _without(given: Given, ours: Mapping[str, str], found: list[Refused]) -> Given:
    parts = dict(given.parts)
    for part, column in _OF_PART.items():
        for number in _numbers(parts.get(part, {})):
            if number in ours:
                said = f"{column}: {number} is {ours[number]}"
                found.append(Refused(given.row, given.code, said, whole=False))
                parts = {**parts, part: _less(parts[part], number)}
    return replace(given, parts={part: each for part, each in parts.items() if each})


def _numbers(value: Value) -> list[str]:
    return [*value.get("phones", ()), *filter(None, [value.get("bypass_number")])]


def _less(value: Value, number: str) -> Value:
    """Nothing where nothing else was said."""
    phones = [each for each in value.get("phones", ()) if each != number]
    return {"phones": phones} if phones else {}
