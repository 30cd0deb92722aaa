"""One change of the rota: everything that is done around it, whatever it changes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Done:
    """`notes` are sentences for the person: where the clock decided what a time means, and what
    was against it and is done all the same. `key` names what was made (an absence, a cover, a
    closure, a take-over, a request), None where nothing was."""

    notes: tuple[str, ...] = ()
    key: str | None = None
