"""Whom a line names for what cannot wait while it is closed: told of what is unclaimed as it
closes, and whose number askers are told (H21)."""

from dataclasses import dataclass

from advice_line.directory.numbers import is_mobile
from advice_line.outgoing_kinds import OutChannel
from advice_line.tables.directory import Line


@dataclass(frozen=True)
class Contact:
    """`number` is E.164; `way` by which they are told, a text where a mobile takes one."""

    name: str
    number: str
    email: str | None

    @property
    def way(self) -> OutChannel:
        return OutChannel.SMS if is_mobile(self.number) else OutChannel.EMAIL


def contact(line: Line) -> Contact | None:
    """None where the line names nobody: its lead is told instead."""
    kept = line.out_of_hours
    if not kept:
        return None
    return Contact(kept["name"], kept["number"], kept.get("email"))


def number(line: Line) -> str:
    """What askers are told to ring while it is closed; without a contact the switchboard."""
    named = contact(line)
    return named.number if named else line.switchboard
