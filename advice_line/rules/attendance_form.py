"""What is typed about who was at a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass

from advice_line.rules.fields import Fields

_LABELS = {
    "name": "Your name",
    "role": "Your role",
    "registration": "Your registration",
}


@dataclass(frozen=True)
class Guest:
    name: str
    role: str
    registration: str | None


def guest(form: Mapping[str, str]) -> Guest:
    fields = Fields(form, _LABELS)
    name = fields.needed("name", "Give your name: your attendance is confirmed to it.")
    role = fields.needed("role", "Give your role, such as GP or practice nurse.")
    registration = fields.line("registration")
    fields.finish()
    return Guest(name, role, registration)
