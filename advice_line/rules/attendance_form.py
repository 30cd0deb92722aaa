"""What is typed about who was at a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from advice_line.rules import meeting_form, meeting_when
from advice_line.rules.fields import Fields

_LABELS = {
    "name": "Your name",
    "role": "Your role",
    "registration": "Your registration",
    "left": "When they left",
    "reason": "The reason",
}


@dataclass(frozen=True)
class Guest:
    name: str
    role: str
    registration: str | None


@dataclass(frozen=True)
class Left:
    """On the clock of the line."""

    at: time
    reason: str


def left(form: Mapping[str, str]) -> Left:
    """Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    at = meeting_when.clock(fields, "left")
    reason = meeting_form.plain(fields, "reason")
    if not reason:
        fields.problem("reason", "Say how you know: it stays in the trail.")
    fields.finish()
    assert at is not None
    return Left(at, reason or "")


def guest(form: Mapping[str, str]) -> Guest:
    fields = Fields(form, _LABELS)
    name = fields.needed("name", "Give your name: your attendance is confirmed to it.")
    role = fields.needed("role", "Give your role, such as GP or practice nurse.")
    registration = fields.line("registration")
    fields.finish()
    return Guest(name, role, registration)
