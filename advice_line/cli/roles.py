"""`roles`: who may do what at which address, and how far. It asks no database."""

from typing import Annotated

import typer

from advice_line.cli.common import AsJson, print_json, print_table
from advice_line.kinds import Role
from advice_line.schemas.access import RoleAtAddress
from advice_line.trust import reach
from advice_line.web import access_table
from advice_line.web.access_table import Allowed
from advice_line.web.route_table import ROUTES


def show(
    role: Annotated[Role | None, typer.Option(help="This role alone.")] = None,
    as_json: AsJson = False,
) -> None:
    """Who may do what at which address, and with what: their own, their practice's, their line's or
    all."""
    roles = [each for each in Role if role in (None, each)]
    if as_json:
        for found in access_table.every():
            if found.role in roles:
                print_json(_shape(found))
        return
    print_table([("role", "method", "path", "with"), *_rows(roles)])


def _shape(found: Allowed) -> RoleAtAddress:
    return RoleAtAddress(
        role=found.role,
        method=found.method,
        path=found.path,
        action=found.action,
        scope=found.reach,
        rule="allow" if found.allowed else "deny",
    )


def _rows(roles: list[Role]) -> list[tuple[str, ...]]:
    """How far each goes; what is denied is left out."""
    rows: list[tuple[str, ...]] = []
    for each in roles:
        for address in ROUTES:
            how = reach.of(each, access_table.action_of(address, each))
            if how is not None:
                rows.append((each.value, *address, how.value))
    return rows
