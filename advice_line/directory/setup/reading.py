"""A setup file's text as frozen values, or every problem it has at once."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from advice_line.directory.setup.file import TABLES, Entry, SetupFile
from advice_line.directory.setup.problems import Fault, did_you_mean, faults_of, to_problem
from advice_line.directory.setup.text_lines import Path, find_lines
from advice_line.errors import Problem, SetupInvalid

VERSION = 1
# What tomllib says of a word that stands bare, and of one that begins like a number or a date.
_WITHOUT_QUOTATION_MARKS = ("Invalid value", "Expected newline or end of document")
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class Reading:
    """What of a text could be read: `entries` are the valid tables by their paths, `named` every
    key that is named in it, also by a table that is not valid."""

    entries: Mapping[Path, Entry]
    named: Mapping[str, frozenset[str]]
    faults: tuple[Fault, ...]
    lines: Mapping[Path, int]

    def of(self, table: str) -> dict[Path, Any]:
        return {path: entry for path, entry in self.entries.items() if path[0] == table}

    def people(self) -> dict[Path, Any]:
        """Everybody of the service: they are known apart by one key, number and account."""
        return self.of("responders") | self.of("staff")

    def file(self) -> SetupFile:
        return SetupFile(**{table: tuple(self.of(table).values()) for table in TABLES})


def read(text: str) -> Reading:
    """Raises `errors.SetupInvalid` at once only where the text is not TOML at all."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SetupInvalid([_not_toml(str(error), text)]) from error
    faults = list(_faults_of_top(document))
    entries: dict[Path, Entry] = {}
    for path, table, raw in _tables(document):
        try:
            entries[path] = table.model_validate(raw)
        except ValidationError as error:
            faults.extend(faults_of(error, table, path))
    named = {name: _keys(document.get(name)) for name in TABLES}
    return Reading(entries, named, tuple(faults), find_lines(text))


def problems(faults: Iterable[Fault], lines: Mapping[Path, int]) -> list[Problem]:
    """In the order of the file, each said once."""
    said = {to_problem(fault, lines): fault for fault in faults}
    return sorted(said, key=lambda problem: _line_of(problem.message))


def _line_of(message: str) -> int:
    return int(message.removeprefix("line ").partition(":")[0])


def _not_toml(said: str, text: str) -> Problem:
    found = _AT_LINE.search(said)
    line = int(found[1]) if found else text.count("\n") + 1
    fault = _AT_LINE.sub("", said).removesuffix(" (at end of document)")
    if fault.startswith(_WITHOUT_QUOTATION_MARKS):
        fault += "; text stands in quotation marks"
    return Problem(
        field="the file",
        message=f'line {line}: this is not TOML: {fault}. Example: name = "Elm Road Surgery"',
    )


def _faults_of_top(document: Mapping[str, Any]) -> Iterator[Fault]:
    version = document.get("version")
    if version is None:
        yield Fault(("version",), "is missing", f"version = {VERSION}")
    elif version != VERSION or isinstance(version, bool):
        yield Fault(("version",), f"must be {VERSION}", f"version = {VERSION}")
    for name, value in document.items():
        if name == "version":
            continue
        if name not in TABLES:
            yield _unknown_table(name)
        elif not _is_tables(value):
            yield Fault((name,), "must be written as tables of their own", f"[[{name}]]")


def _unknown_table(name: str) -> Fault:
    meant = did_you_mean(name, TABLES)
    if meant is None:
        return Fault((name,), f"there is no such table; there are {', '.join(TABLES)}")
    return Fault((name,), f'there is no such table; did you mean "{meant}"?', f"[[{meant}]]")


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _tables(document: Mapping[str, Any]) -> Iterator[tuple[Path, type[Entry], dict[str, Any]]]:
    for name, table in TABLES.items():
        value = document.get(name, [])
        if _is_tables(value):
            for number, raw in enumerate(value):
                yield (name, number), table, raw


def _keys(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        return frozenset()
    return frozenset(
        each["key"] for each in value if isinstance(each, dict) and isinstance(each.get("key"), str)
    )
