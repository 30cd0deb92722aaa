"""One signed request of the carrier as the rest of this folder reads it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# Two letters for what it is of, and its figures: no words and no number of anybody.
_ID = re.compile(r"[A-Z]{2}[0-9A-Za-z]{1,64}")


class Unusable(Exception):
    """A signed request that lacks a field or holds one that cannot be; words without its value."""


@dataclass(frozen=True)
class Posted:
    """`path` is as requested, `ref` its last part, where it has one, `address` the template that
    it fits: the one of the three in which nobody can have written anything.

    `form` holds the first value of each field. `carried` are fields of the first try which the
    carrier does not send again when a busy answer brought it back (see `again.py`); they count
    before the form.
    """

    path: str
    ref: str
    address: str
    form: Mapping[str, str]
    secret: str = field(repr=False)
    carried: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The field's value, empty where it did not come."""
        return self.carried.get(name) or self.form.get(name, "")

    def need(self, name: str) -> str:
        """The field's value. Raises Unusable where there is none."""
        value = self.get(name)
        if not value:
            raise Unusable(f"{name} is missing.")
        return value

    def sid(self, name: str) -> str:
        """The carrier's id of something. Raises Unusable where there is none or it is no id."""
        value = self.need(name)
        if not _ID.fullmatch(value):
            raise Unusable(f"{name} is no id of the carrier.")
        return value

    def seconds(self, name: str) -> int:
        """Whole seconds, 0 where none were sent. Raises Unusable for anything else."""
        value = self.get(name) or "0"
        if not (value.isascii() and value.isdecimal()) or len(value) > 7:
            raise Unusable(f"{name} is no number of seconds.")
        return int(value)


def first_values(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in pairs:
        values.setdefault(name, value)
    return values
