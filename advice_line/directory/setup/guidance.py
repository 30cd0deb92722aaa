"""The tables of a setup file that name pages of local guidance: their shape, and how they are
written over what is stored."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import AfterValidator, Field
from sqlmodel import select

from advice_line.directory import lookups
from advice_line.directory.guidance import rows
from advice_line.directory.setup.changes import Change, Done, change_of, put
from advice_line.directory.setup.fields import Day, Key, Name, Table, Text, refuse
from advice_line.ledger.work import Work
from advice_line.tables.guidance import Guidance

_SECURE = "https://"


def _address(value: str) -> str:
    if not value.startswith(_SECURE) or any(sign.isspace() for sign in value):
        raise refuse(f'"{value}" is not an address that begins with {_SECURE}')
    return value


class GuidanceEntry(Table):
    """Without `line` it is of every line. An `owner` who is a responder by this name is reminded of
    its review."""

    key: Key = Field(examples=['"back-pain"'])
    line: Key | None = Field(default=None, examples=['"hotdoc"'])
    title: Name = Field(examples=['"Back pain in adults"'])
    address: Annotated[str, AfterValidator(_address)] = Field(
        examples=['"https://www.example.org/back-pain"']
    )
    keywords: tuple[Text, ...] = Field(min_length=1, examples=['["back pain", "sciatica"]'])
    scope: tuple[Text, ...] = Field(default=(), examples=['["msk"]'])
    owner: Name = Field(examples=['"Dr Chidi Example"'])
    review_on: Day = Field(examples=["2027-03-01"])


def write(work: Work, entries: Sequence[GuidanceEntry]) -> Iterator[Change]:
    stored = {each.key: each for each in work.session.exec(select(Guidance))}
    lines = {each.key: each.id for each in lookups.lines(work.session)}
    people = {each.name: each.id for each in lookups.responders(work.session)}
    for entry in entries:
        row = stored.get(entry.key)
        if row is not None and row.latest:
            # Written here since: its words are those of its owner, no file's.
            yield Change(Done.KEPT, "guidance", entry.key)
            continue
        columns = entry.model_dump(exclude={"line", "keywords", "scope"}) | {
            "line_id": lines[entry.line] if entry.line else None,
            "keywords": list(entry.keywords),
            "scope": list(entry.scope),
        }
        changed = put(work, Guidance, row, columns)
        fresh = row or rows.by_key(work, entry.key)
        if fresh is not None and (changed or fresh.owner_id != people.get(entry.owner)):
            work.update(fresh, owner_id=people.get(entry.owner))
            rows.index(work, fresh)
        yield change_of("guidance", entry.key, entry.key in stored, changed)
