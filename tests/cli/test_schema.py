"""`schema NAME` tells the truth about what each command prints."""

import json

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from advice_line.schemas.every import BY_COMMAND
from tests.cli.conftest import Command
from tests.directory.example import FILE

# One way of starting each command so that it prints at least one object.
STARTED: dict[str, list[str]] = {
    "check": ["check"],
    "retention": ["retention"],
    "rota gaps": ["rota", "gaps"],
    "rota history": ["rota", "history"],
    "rota interruptions": ["rota", "interruptions", "--at", "2026-11-23T10:00:00Z"],
    "rota on-duty": ["rota", "on-duty"],
    "rota show": ["rota", "show"],
    "rota timeline": ["rota", "timeline"],
    "setup": ["setup", str(FILE)],
}


@pytest.mark.parametrize("name", sorted(STARTED))
def test_what_a_command_prints_is_what_its_schema_says(site: Command, name: str) -> None:
    schema = json.loads(site("schema", *name.split()).out)
    rows = site(*STARTED[name], "--json").rows
    assert rows
    for row in rows:
        jsonschema.validate(row, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**row, "more": 1}, schema)


def test_without_a_name_all_are_listed(command: Command) -> None:
    assert command("schema").out.split("\n")[:-1] == list(BY_COMMAND)


def test_an_unknown_name_lists_what_there_is(command: Command) -> None:
    ran = command("schema", "rota", "nothing")
    assert ran.code == 2
    assert 'There is no schema "rota nothing". There are: alerts list, ' in ran.err
    assert all(name in ran.err for name in BY_COMMAND)
