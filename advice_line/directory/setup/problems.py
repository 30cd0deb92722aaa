"""What is wrong with a setup file, in sentences that name line, field, fault and an example."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from advice_line.directory.setup.text_lines import Path, nearest
from advice_line.errors import Problem

_MISSING = "is missing"
_EMPTY = "must not be empty"

# pydantic's own kinds of error, as a person would say them; `{…}` comes from the error's context.
_SENTENCES = {
    "missing": _MISSING,
    "string_type": "must be text in quotation marks",
    "string_too_short": _EMPTY,
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list in square brackets",
    "dict_type": "must be a table in curly brackets",
    "model_type": "must be a table in curly brackets",
    "model_attributes_type": "must be a table in curly brackets",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "too_short": _EMPTY,
    "setup": "{said}",
}


@dataclass(frozen=True)
class Fault:
    """Something wrong at a path of the file; `example` is a line as it would stand there.

    `meant` is the path that a misspelt field was probably meant to be.
    """

    path: Path
    said: str
    example: str | None = None
    meant: Path | None = None


def to_problem(fault: Fault, lines: Mapping[Path, int]) -> Problem:
    line = nearest(lines, fault.path)
    example = f" Example: {fault.example}" if fault.example else ""
    return Problem(
        field=field_name(fault.path),
        message=f"line {line}: {field_name(fault.path)}: {_sentence(fault.said)}{example}",
    )


def _sentence(said: str) -> str:
    return said if said.endswith(("?", ".")) else f"{said}."


def field_name(path: Path) -> str:
    """("lines", 0, "ring_seconds", "tier1") as people count: "lines[1].ring_seconds.tier1"."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return name.removeprefix(".") or "the file"


def faults_of(error: ValidationError, table: type[BaseModel], at: Path) -> list[Fault]:
    """Every error of one table of the file, which stands at the path `at`.

    A misspelt field is one slip: what it was meant to be is not reported as missing as well. Nor
    is a list called empty because none of its items is valid.
    """
    faults = [_fault(each, table, at) for each in error.errors(include_url=False)]
    meant = {fault.meant for fault in faults}
    inside = {fault.path[:depth] for fault in faults for depth in range(len(fault.path))}
    return [
        fault
        for fault in faults
        if not (fault.said == _MISSING and fault.path in meant)
        and not (fault.said == _EMPTY and fault.path in inside)
    ]


def _fault(error: Mapping[str, Any], table: type[BaseModel], at: Path) -> Fault:
    inner: Path = tuple(error["loc"])
    path = (*at, *inner)
    if error["type"] == "extra_forbidden":
        return unknown_field(path, _fields_at(table, inner[:-1]))
    context = error.get("ctx", {})
    example = example_of(table, inner)
    if error["type"] in ("literal_error", "enum"):
        return Fault(path, _not_one_of(error["input"], _choices(context["expected"])), example)
    sentence = _SENTENCES.get(error["type"])
    said = sentence.format(**context) if sentence else error["msg"]
    return Fault(path, said, example)


def unknown_field(path: Path, fields: Mapping[str, FieldInfo]) -> Fault:
    names = [field.alias or name for name, field in fields.items()]
    meant = did_you_mean(path[-1], names)
    if meant is None:
        return Fault(path, f"there is no such field here; there are {', '.join(names)}")
    field = next(field for name, field in fields.items() if meant in (name, field.alias))
    said = f'there is no such field; did you mean "{meant}"?'
    return Fault(path, said, _example(meant, field), meant=(*path[:-1], meant))


def did_you_mean(given: object, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(str(given), list(known), n=1)), None)


def _not_one_of(given: object, choices: Sequence[str]) -> str:
    meant = did_you_mean(given, choices)
    hint = f'; did you mean "{meant}"?' if meant else ""
    shown = f'"{given}"' if isinstance(given, str) else given
    return f"{shown} is not one of {', '.join(choices)}{hint}"


def _choices(expected: str) -> list[str]:
    return [part.strip("'") for part in expected.replace(" or ", ", ").split(", ")]


def example_of(table: type[BaseModel], inner: Path) -> str | None:
    """The example of the innermost field on the way to `inner` that has one."""
    example = None
    fields: Mapping[str, FieldInfo] = table.model_fields
    for name in inner:
        found = next((each for key, each in fields.items() if name in (key, each.alias)), None)
        if found is not None:
            example = _example(str(name), found)
            fields = _fields_in(found.annotation)
    return example


def _example(name: str, field: FieldInfo) -> str | None:
    return f"{name} = {field.examples[0]}" if field.examples else None


def _fields_at(table: type[BaseModel], inner: Path) -> Mapping[str, FieldInfo]:
    fields: Mapping[str, FieldInfo] = table.model_fields
    for name in inner:
        if isinstance(name, str):
            fields = _fields_in(fields[name].annotation)
    return fields


def _fields_in(annotation: Any) -> Mapping[str, FieldInfo]:
    """The fields of the table that an annotation such as `tuple[SessionEntry, ...]` holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation.model_fields
    for argument in get_args(annotation):
        fields = _fields_in(argument)
        if fields:
            return fields
    return {}
