"""Cases found by their words and by what is counted of them. Texts are shown of approved cases
alone (H08), as they stand at this moment: the index only says where to look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.directory import within
from advice_line.education.cases import month_of, objected
from advice_line.education.finding import case_index
from advice_line.education.finding.asking import BEST, Wanted
from advice_line.education.finding.case_index import Period
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.kinds import CaseState
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import case_words
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require

PAGE = 20
# Of more than these the best are not looked for: to weigh them all takes longer than a page may.
MOST_WEIGHED = 200
_LIVE = (CaseState.DRAFT, CaseState.PROPOSED, CaseState.APPROVED)


@dataclass(frozen=True)
class Results:
    """`total` is None for more than 1,000; `older` names the case after which the next page begins.
    `sorted_by_best` is False where so many were found that the newest come first."""

    wanted: Wanted
    lines: Sequence[Line]
    cases: Sequence[Case]
    total: int | None
    begins: bool
    sorted_by_best: bool
    older: str | None
    now: datetime


class Searching:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def lines(self, by: Actor) -> list[Line]:
        """Those whose cases they may look through."""
        with self._ledger.look(by.label) as work:
            found = within.lines(work.session, by, Action.SEE_LIBRARY)
            work.let_go()
            return found

    def find(self, by: Actor, wanted: Wanted, before: str = "") -> Results:
        """The newest first, those older than the case `before` where it is named.

        Raises `errors.Invalid` for what is amiss in `wanted`, `errors.NotFound` for another line.
        """
        require(by, Action.SEE_LIBRARY)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.SEE_LIBRARY)
            chosen = [each for each in lines if wanted.line in ("", each.key)]
            found = find(work, lines, chosen, wanted, before)
            work.let_go()
            return found


def find(
    work: Work, lines: Sequence[Line], chosen: Sequence[Line], wanted: Wanted, before: str = ""
) -> Results:
    """Of the `chosen` of the `lines` that they may see."""
    if not chosen:
        raise NotFound("There is no such line here.")
    period = _period(wanted, chosen)
    practice = _practice(work, wanted, chosen, period) if period else None
    asked = wanted.asked([each.id or 0 for each in chosen], practice)
    limit = MOST_WEIGHED + 1 if wanted.sort == BEST else PAGE + 1
    index = case_index.find(work.connection, asked, limit, period, _id(work, before))
    best = wanted.sort == BEST and len(index.ids) <= MOST_WEIGHED and bool(wanted.words)
    cases = _cases(work, index.ids)
    if best:
        cases.sort(key=lambda case: -case_words.weight(asked.words, case.words or ""))
    page = cases if best else cases[:PAGE]
    more = not best and len(cases) > PAGE
    return Results(
        wanted=wanted,
        lines=lines,
        cases=[objected.as_seen(case) for case in page],
        total=index.total,
        begins=index.begins,
        sorted_by_best=best,
        older=page[-1].reference if more else None,
        now=work.now,
    )


def of_line(work: Work, line: Line, wanted: Wanted, limit: int) -> list[Case]:
    """The newest so many, the oldest of them first; raises as `find` does."""
    asked = wanted.asked([line.id or 0], None)
    found = case_index.find(work.connection, asked, limit)
    return list(reversed(_cases(work, found.ids)))


def _period(wanted: Wanted, lines: Sequence[Line]) -> Period | None:
    if not wanted.month:
        return None
    return Period(*month_of.bounds(wanted.month, lines[0].time_zone))


def _practice(work: Work, wanted: Wanted, lines: Sequence[Line], period: Period) -> str | None:
    """The mark of the practice that has this letter in this month."""
    if not wanted.practice:
        return None
    if len(lines) > 1:
        raise Invalid([Problem("practice", "A practice's letter is of one line: choose it too.")])
    born = (col(Case.born_at) >= period.first, col(Case.born_at) < period.after)
    of_month = select(Case).where(col(Case.line_id) == lines[0].id, *born).order_by(col(Case.id))
    letters = month_of.practice_letters(work.session.exec(of_month))
    for mark, name in letters.items():
        if name.removeprefix("Practice ") == wanted.practice.upper().removeprefix("PRACTICE "):
            return mark
    raise Invalid([Problem("practice", "No practice has this letter in that month.")])


def _id(work: Work, reference: str) -> int:
    if not reference:
        return 0
    wanted = select(Case.id).where(col(Case.reference) == reference.upper())
    return work.session.exec(wanted).first() or 0


def _cases(work: Work, ids: Sequence[int]) -> list[Case]:
    """In this order; the index is of the same moment, and the state is asked again all the same."""
    wanted = select(Case).where(col(Case.id).in_(ids), col(Case.state).in_(_LIVE))
    known = {case.id: case for case in work.session.exec(wanted)}
    return [known[each] for each in ids if each in known]
