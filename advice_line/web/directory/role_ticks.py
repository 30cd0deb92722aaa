"""The roles that somebody may be given, as ticks of a form, for each place where they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advice_line.directory.people import rights, role_form
from advice_line.directory.people.appointing import Place
from advice_line.directory.role_changes import EVERY_LINE
from advice_line.kinds import Role
from advice_line.rules import labels as rule_labels
from advice_line.tables.directory import Responder
from advice_line.trust import granted

DUTIES = {**rule_labels.DUTIES, Role.RESPONDER: "responder"}


@dataclass(frozen=True)
class Tick:
    field: str
    label: str
    ticked: bool


@dataclass(frozen=True)
class ShownPlace:
    """Where roles hold, with a tick for each that the reader may give there."""

    name: str
    ticks: Sequence[Tick]


def shown(every: Sequence[Place], is_: str, form: Mapping[str, str]) -> list[ShownPlace]:
    given = rights.to_give(is_)
    return [
        ShownPlace(each.name, [_tick(each.key, role, form) for role in given]) for each in every
    ]


def told(person: Responder) -> str:
    """ "responder; on chest educator", those of every line first."""
    everywhere = ", ".join(sorted(DUTIES[each] for each in granted.everywhere(person)))
    on = [
        f"on {line} {', '.join(sorted(DUTIES[each] for each in roles))}"
        for line, roles in sorted(granted.by_line(person).items())
        if roles
    ]
    return "; ".join(filter(None, [everywhere, *on])) or "none"


def change(line: str, role: str) -> str:
    """One role given or taken, as the trail has it: "educator on chest"."""
    name = DUTIES[Role(role)]
    return f"{name} on every line" if line == EVERY_LINE else f"{name} on {line}"


def _tick(place: str, role: Role, form: Mapping[str, str]) -> Tick:
    name = role_form.field(place, role)
    return Tick(name, DUTIES[role].capitalize(), form.get(name) == role_form.TICKED)
