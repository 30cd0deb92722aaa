"""`schema NAME`: the JSON Schema of what a command prints with `--json`."""

import json
from typing import Annotated

import typer

from advice_line.cli.common import print_line
from advice_line.errors import Invalid, Problem
from advice_line.schemas.every import BY_COMMAND


def show(
    name: Annotated[
        list[str] | None, typer.Argument(help="The command's words, such as: rota timeline")
    ] = None,
) -> None:
    """The JSON Schema of one object of a command's --json; without a name, which there are."""
    if not name:
        for each in BY_COMMAND:
            print_line(each)
        return
    shape = BY_COMMAND.get(" ".join(name))
    if shape is None:
        known = ", ".join(BY_COMMAND)
        said = f'There is no schema "{" ".join(name)}". There are: {known}.'
        raise Invalid([Problem("NAME", said)])
    print_line(json.dumps(shape.model_json_schema(by_alias=True), indent=2))
