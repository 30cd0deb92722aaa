"""The library's shelf: a month's cases as a list, and the month for the education meeting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.audit_kinds import ChartReading
from advice_line.directory import lookups, within
from advice_line.education.cases import month_of, objected
from advice_line.education.packs import making, one_case, packs_made
from advice_line.education.packs import month as months
from advice_line.education.packs import pack as packs
from advice_line.education.packs.making import Pack
from advice_line.education.packs.packs_made import Made, Stale
from advice_line.errors import NotFound
from advice_line.kinds import CaseState
from advice_line.ledger.work import Ledger, Work
from advice_line.settings import Settings
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require

MONTHS_SHOWN = 12
UNKNOWN_PRACTICE = "Practice not known"


@dataclass(frozen=True)
class Standing:
    """A case as everybody in the library may see it; its texts only where it is approved."""

    case: Case
    practice: str


@dataclass(frozen=True)
class Listed:
    """`months` are such as 2026-11, the newest first: this one, the one shown, and those of a
    year that have cases; `to_check` are the reader's own."""

    line: Line
    lines: tuple[Line, ...]
    month: str
    months: tuple[str, ...]
    cases: tuple[Standing, ...]
    to_check: tuple[Standing, ...]
    to_approve: tuple[Standing, ...]
    may_approve: bool
    now: datetime
    stale: tuple[Stale, ...] = ()


@dataclass(frozen=True)
class Summary:
    """A month of one of the `lines`. `stale` are cases that were withdrawn, and the packs made
    before, which hold them still; `made` is the last pack."""

    line: Line
    lines: tuple[Line, ...]
    month: months.Month
    stale: tuple[Stale, ...] = ()
    made: Made | None = None


class Shelf:
    """`template` is the site's own for slides; `small_number` is SMALL_NUMBER; `public_url` is
    where people reach us, `reading` is CHART_READING."""

    def __init__(
        self,
        ledger: Ledger,
        template: Path | None = None,
        small_number: int = 5,
        public_url: str = "",
        reading: ChartReading = ChartReading.EXCEL,
    ) -> None:
        self._reading = reading
        self._ledger, self._template, self._small = ledger, template, small_number
        self._url = public_url

    @classmethod
    def over(cls, ledger: Ledger, settings: Settings) -> Self:
        return cls(
            ledger,
            settings.pack_template,
            settings.small_number,
            settings.public_url,
            settings.chart_reading,
        )

    def month(self, by: Actor, month: str | None, line_key: str | None = None) -> Listed:
        """This month where none is given. Raises `errors.Invalid`, `errors.NotFound`."""
        require(by, Action.SEE_LIBRARY)
        with self._ledger.look(by.label) as work:
            lines = tuple(within.lines(work.session, by, Action.SEE_LIBRARY))
            line = _chosen(lines, line_key)
            chosen = month or _month_of(work.now, line)
            may_approve = by.may(Action.APPROVE_CASE, line.key)
            listed = Listed(
                line=line,
                lines=lines,
                month=chosen,
                months=_months(work, line, chosen),
                cases=tuple(reversed(_born_in(work, line, chosen))),
                to_check=_standing(work, _to_check(work, by)),
                to_approve=_standing(work, _to_approve(work, by)) if may_approve else (),
                may_approve=may_approve,
                now=work.now,
                stale=packs_made.stale(work, line, chosen) if may_approve else (),
            )
            work.let_go()
            return listed

    def practice(self, by: Actor, reference: str) -> str:
        """What the practice of a case is called in its month."""
        require(by, Action.SEE_LIBRARY)
        with self._ledger.look(by.label) as work:
            own = within.of_theirs(work.session, by, Action.SEE_LIBRARY, Case.line_id)
            statement = select(Case).where(col(Case.reference) == reference.upper(), own)
            (found,) = _standing(work, list(work.session.exec(statement))) or (None,)
            return found.practice if found else UNKNOWN_PRACTICE

    def summary(self, by: Actor, month: str, line_key: str | None = None) -> Summary:
        """Raises `errors.Invalid` for what is no month, `errors.NotFound` for what is no line."""
        require(by, Action.SEE_SUMMARY)
        with self._ledger.look(by.label) as work:
            lines = tuple(within.lines(work.session, by, Action.SEE_SUMMARY))
            line = _chosen(lines, line_key)
            found = Summary(
                line,
                lines,
                months.of(work, line, month, self._small),
                packs_made.stale(work, line, month),
                packs_made.last(work, line, month),
            )
            work.let_go()
            return found

    def pack(
        self,
        by: Actor,
        month: str,
        form: str,
        line_key: str | None = None,
        *,
        charts: bool = False,
    ) -> Pack:
        """The month as a file, made now, which is a line of the trail; with `charts` of the line's
        own figures over time. Raises as `summary` does,
        for an unknown form, and as `making.make`."""
        if form not in set(packs.Form):
            forms = ", ".join(packs.Form)
            raise NotFound(f"There is no such file. There are {forms}.")
        require(by, Action.SEE_SUMMARY)
        kind = packs.Form(form)

        def line(work: Work) -> Line:
            return _chosen(tuple(within.lines(work.session, by, Action.SEE_SUMMARY)), line_key)

        return making.make(
            self._ledger,
            by.label,
            line,
            month,
            kind,
            self._template,
            public_url=self._url,
            small_number=self._small,
            charts=self._reading if charts else None,
        )

    def one_case(self, by: Actor, reference: str, form: str) -> Pack:
        """An approved case as a file of its own. Raises as `one_case.make`, and
        `errors.NotFound`."""
        require(by, Action.SEE_LIBRARY)

        def case(work: Work) -> Case:
            own = within.of_theirs(work.session, by, Action.SEE_LIBRARY, Case.line_id)
            wanted = select(Case).where(col(Case.reference) == reference.upper(), own)
            found = work.session.exec(wanted).first()
            if found is None:
                raise NotFound("No case has this reference.")
            return found

        return one_case.make(self._ledger, by.label, case, form)


def _chosen(lines: Sequence[Line], key: str | None) -> Line:
    wanted = [line for line in lines if key in (None, line.key)]
    if not wanted:
        raise NotFound("There is no such line here.")
    return wanted[0]


def _month_of(at: datetime, line: Line) -> str:
    return f"{at.astimezone(ZoneInfo(line.time_zone)):%Y-%m}"


def _months(work: Work, line: Line, chosen: str) -> tuple[str, ...]:
    last = tuple(_last_months(work.now, line))
    since, _ = month_of.bounds(last[-1], line.time_zone)
    born = work.session.exec(
        select(Case.born_at).where(col(Case.line_id) == line.id, col(Case.born_at) >= since)
    )
    found = {last[0], chosen, *(_month_of(at, line) for at in born)}
    return tuple(sorted(found, reverse=True))


def _last_months(now: datetime, line: Line) -> Iterator[str]:
    local = now.astimezone(ZoneInfo(line.time_zone))
    for back in range(MONTHS_SHOWN):
        year, month = divmod(local.year * 12 + local.month - 1 - back, 12)
        yield f"{year:04}-{month + 1:02}"


def _born_in(work: Work, line: Line, month: str) -> tuple[Standing, ...]:
    first, after = month_of.bounds(month, line.time_zone)
    cases = list(
        work.session.exec(
            select(Case)
            .where(
                col(Case.line_id) == line.id,
                col(Case.born_at) >= first,
                col(Case.born_at) < after,
            )
            .order_by(col(Case.id))
        )
    )
    letters = month_of.practice_letters(cases)
    return tuple(_seen(case, letters.get(case.practice_mark or "")) for case in cases)


def _standing(work: Work, cases: list[Case]) -> tuple[Standing, ...]:
    """Each with the letter its practice has in the month in which the case was born."""
    lines = {line.id: line for line in lookups.lines(work.session)}
    wanted = {(case.line_id, _month_of(case.born_at, lines[case.line_id])) for case in cases}
    known = {
        each.case.id: each.practice
        for line_id, month in wanted
        for each in _born_in(work, lines[line_id], month)
    }
    return tuple(_seen(case, known[case.id]) for case in cases)


def _seen(case: Case, practice: str | None) -> Standing:
    if objected.is_objected(case):
        return Standing(objected.as_seen(case), "")
    return Standing(case, practice or UNKNOWN_PRACTICE)


def _to_check(work: Work, by: Actor) -> list[Case]:
    statement = (
        select(Case)
        .where(
            col(Case.author_id) == by.responder_id,
            col(Case.nominated_at).is_not(None),
            col(Case.state) == CaseState.DRAFT,
            within.of_theirs(work.session, by, Action.SEE_LIBRARY, Case.line_id),
        )
        .order_by(col(Case.id))
    )
    return list(work.session.exec(statement))


def _to_approve(work: Work, by: Actor) -> list[Case]:
    statement = (
        select(Case)
        .where(
            col(Case.state) == CaseState.PROPOSED,
            col(Case.author_id).is_distinct_from(by.responder_id),
            within.of_theirs(work.session, by, Action.APPROVE_CASE, Case.line_id),
        )
        .order_by(col(Case.id))
    )
    return list(work.session.exec(statement))
