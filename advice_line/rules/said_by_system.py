"""What a clinical system writes of a query that there is: words, or what a clinician says of its
letter. Each fault is told with a JSON pointer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from advice_line.errors import Invalid, Problem
from advice_line.kinds import Acknowledgement
from advice_line.rules.fields import clean
from advice_line.rules.raised import pointer

MOST_WORDS = 8000
LONGEST_NAME = 90
LONGEST_REASON = 2000
# Filed is what an administrator says on the page; a system says what a clinician says.
SAYS = (Acknowledgement.CLINICIAN_WILL_ACT, Acknowledgement.CANNOT_ACT)


@dataclass(frozen=True)
class Written:
    words: str = field(repr=False)

    @classmethod
    def read(cls, body: object) -> Self:
        """Raises `errors.Invalid`."""
        fields = _Body(body, ("words",))
        words = fields.text("words", MOST_WORDS, "Write what you want to tell us.")
        fields.finish()
        return cls(words)


@dataclass(frozen=True)
class Acknowledged:
    name: str = field(repr=False)
    role: str = field(repr=False)
    acknowledgement: str
    reason: str = field(repr=False)

    @property
    def name_and_role(self) -> str:
        return f"{self.name}, {self.role}"

    @classmethod
    def read(cls, body: object) -> Self:
        """Raises `errors.Invalid`."""
        fields = _Body(body, ("name", "role", "acknowledgement", "reason"))
        name = fields.text("name", LONGEST_NAME, "Give the name of the clinician who says it.")
        role = fields.text("role", LONGEST_NAME, "Give their role.")
        said = fields.text("acknowledgement", LONGEST_NAME, "Say what they say of it.")
        if said and said not in SAYS:
            fields.problem("acknowledgement", f"Say one of: {', '.join(SAYS)}.")
        needed = "Say in a few words why nobody can act on it."
        cannot = said == Acknowledgement.CANNOT_ACT
        reason = fields.text("reason", LONGEST_REASON, needed if cannot else None)
        fields.finish()
        return cls(name, role, said, reason)


class _Body:
    def __init__(self, body: object, names: tuple[str, ...]) -> None:
        self._problems: list[Problem] = []
        self._body: Mapping[str, Any] = body if isinstance(body, dict) else {}
        if not isinstance(body, dict):
            raise Invalid([Problem("", "Send one JSON object.")])
        for each in self._body:
            if each not in names:
                self.problem(clean(each)[:LONGEST_NAME], "There is no such field. Leave it out.")

    def problem(self, name: str, said: str) -> None:
        self._problems.append(Problem(pointer(name), said))

    def text(self, name: str, most: int, needed: str | None) -> str:
        """Cleaned; empty for what is left out, which is a problem where it is `needed`."""
        value = self._body.get(name)
        if value is not None and not isinstance(value, str):
            self.problem(name, "This must be text, or null.")
            return ""
        found = clean(value or "")
        if not found and needed is not None:
            self.problem(name, needed)
        if len(found) > most:
            self.problem(name, f"There is room for {most:,} characters.")
        return found

    def finish(self) -> None:
        """Raises `errors.Invalid` with every problem."""
        if self._problems:
            raise Invalid(self._problems)
