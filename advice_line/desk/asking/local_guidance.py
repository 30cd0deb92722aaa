"""The door of anybody to local guidance: what fits a question that is being typed, and all there
is. What was typed is looked at and kept nowhere."""

from dataclasses import dataclass
from datetime import date, datetime

from advice_line.directory import guidance, lookups
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import guidance_match
from advice_line.rules.guidance_match import Page
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require
from rota import columns, walltime


@dataclass(frozen=True)
class Listed:
    line: Line
    lines: tuple[Line, ...]
    pages: tuple[Page, ...]
    today: date
    now: datetime


class LocalGuidance:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def listed(self, by: Actor, key: str | None) -> Listed:
        """Of this line, or of the first. Raises `errors.NotFound`."""
        require(by, Action.ASK)
        with self._ledger.look(by.label) as work:
            line = _line(work, key)
            return Listed(
                line=line,
                lines=tuple(lookups.lines(work.session)),
                pages=tuple(guidance.pages(work.session, line.id)),
                today=_today(work, line),
                now=work.now,
            )

    def fits(self, by: Actor, key: str, question: str) -> list[Page]:
        """Those in date that the question names (H25). Raises `errors.NotFound`."""
        require(by, Action.ASK)
        with self._ledger.look(by.label) as work:
            line = _line(work, key)
            pages = guidance.pages(work.session, line.id)
            return guidance_match.offered(pages, question, _today(work, line))

    def any_for(self, by: Actor, key: str) -> bool:
        """Whether there is a page of this line to lead to."""
        return bool(self.listed(by, key).pages)


def _line(work: Work, key: str | None) -> Line:
    line = next((each for each in lookups.lines(work.session) if key in (None, each.key)), None)
    if line is None:
        raise NotFound("There is no such line here.")
    return line


def _today(work: Work, line: Line) -> date:
    return walltime.local_day(work.now, columns.read_zone(line.time_zone))
