"""Who may ring the fictional line from the demonstration's page."""

from dataclasses import dataclass

from advice_line.demo.practices import FULL_LETTERS, PRACTICES, Practice
from advice_line.directory import numbers

_CALLING_PRACTICES = PRACTICES[:4]
_WITHHELD, _STRANGER = "withheld", "stranger"
_STRANGERS_NUMBER = "+447700900555"


@dataclass(frozen=True)
class Caller:
    """`hint` says what is particular about ringing from there."""

    key: str
    label: str
    number: str
    hint: str
    withheld: bool = False

    @property
    def texts(self) -> bool:
        """Whether texts can be sent from it here, and answered."""
        return not self.withheld and numbers.is_mobile(self.number)


def _mobile(practice: Practice) -> Caller:
    whole = practice.email.endswith(FULL_LETTERS)
    mail = "The letter comes by mail." if whole else "The mail only says that a reply is waiting."
    return Caller(practice.key, practice.name, practice.mobile, f"A GP’s mobile. {mail}")


_FIRST = _CALLING_PRACTICES[0]
CALLERS = (
    *(_mobile(each) for each in _CALLING_PRACTICES),
    Caller(
        "landline",
        f"{_FIRST.name}, landline",
        _FIRST.landline,
        "A landline gets no texts: the reference is spoken.",
    ),
    Caller(
        _WITHHELD,
        "Withheld number",
        _FIRST.landline,
        "The line asks for a number to ring back.",
        withheld=True,
    ),
    Caller(_STRANGER, "Unknown number", _STRANGERS_NUMBER, "No practice has this number."),
)
BY_KEY = {each.key: each for each in CALLERS}
