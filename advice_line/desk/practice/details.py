"""What the directory has of a practice, for its own people; they see what is wrong there first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.practice import own
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Details:
    """`open` are its hours by day; `out_of_hours` who acts for it meanwhile, and their number."""

    key: str
    name: str
    phones: tuple[str, ...]
    bypass_number: str | None
    email: str | None
    domains: tuple[str, ...]
    open: Mapping[str, list[str]]
    out_of_hours: tuple[str, str] | None
    line: Line
    now: datetime


class PracticeDetails:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor) -> Details:
        require(by, Action.SEE_PRACTICE)
        with self._ledger.look(by.label) as work:
            of = own.practice(work, by)
            name, number = of.out_of_hours_name, of.out_of_hours_number
            return Details(
                key=of.key,
                name=of.name,
                phones=tuple(lookups.phones_of(work.session, of.id or 0)),
                bypass_number=of.bypass_number,
                email=of.email,
                domains=tuple(of.email_domains),
                open=dict(of.open),
                out_of_hours=(name, number) if name and number else None,
                line=own.first_line(work),
                now=work.now,
            )
