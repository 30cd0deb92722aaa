"""The door of anybody to the local guidance that fits a question which is being typed. What was
typed is looked at and kept nowhere."""

from datetime import date

from advice_line.directory.guidance import readers, suggested
from advice_line.guidance_kinds import Audience
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import guidance_match
from advice_line.rules.guidance_match import Page
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require
from rota import columns, walltime


class LocalGuidance:
    def __init__(self, ledger: Ledger, default: Audience) -> None:
        """`default` is who may read a page that says nothing of it itself."""
        self._ledger = ledger
        self._default = default

    def fits(self, by: Actor, key: str, question: str, asker: str | None = None) -> list[Page]:
        """Those in date that the question names and that this reader may read (H25). Raises
        `errors.NotFound`."""
        require(by, Action.ASK)
        with self._ledger.look(by.label) as work:
            line = readers.line_of(work, key)
            reader = readers.reader(work, by, asker, line.key)
            pages = suggested.pages(work.session, line.id, reader, self._default)
            return guidance_match.offered(pages, question, _today(work, line))

    def any_for(self, by: Actor, key: str, asker: str | None = None) -> bool:
        """Whether there is a page of this line to lead to."""
        require(by, Action.ASK)
        with self._ledger.look(by.label) as work:
            line = readers.line_of(work, key)
            reader = readers.reader(work, by, asker, line.key)
            return suggested.is_any(work.session, line.id, reader, self._default)


def _today(work: Work, line: Line) -> date:
    return walltime.local_day(work.now, columns.read_zone(line.time_zone))
