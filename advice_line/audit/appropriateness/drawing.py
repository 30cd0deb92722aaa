"""Drawing the sample of a month: once, by whoever leads or teaches, when the month is over."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.audit import periods
from advice_line.audit.appropriateness import bound, frame, rows, sampling
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import within
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.appropriateness import (
    AppropriatenessAudit,
    AppropriatenessReview,
    SampledQuery,
)
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require
from rota import walltime

FEWEST, USUAL, MOST = 20, 100, 500
MONTHS_OFFERED = 12


@dataclass(frozen=True)
class Drawn:
    id: str
    month: str
    closed: bool


@dataclass(frozen=True)
class ToReview:
    """A sampled query by its number in its audit: what it is stands on its page alone."""

    audit: str
    id: str
    number: int
    month: str


@dataclass(frozen=True)
class Listed:
    """`months` are such as 2026-10: those that are over and of which no sample was drawn."""

    line: Line
    lines: tuple[Line, ...]
    audits: tuple[Drawn, ...]
    mine: tuple[ToReview, ...]
    months: tuple[Period, ...]
    may_draw: bool
    now: datetime


class Drawing:
    def __init__(self, ledger: Ledger, small_number: int) -> None:
        """`small_number` is SMALL_NUMBER."""
        self._ledger, self._small = ledger, small_number

    def look(self, by: Actor, key: str | None) -> Listed:
        """Of the line of this key, or of the first. Raises `errors.NotFound`."""
        require(by, Action.SEE_APPROPRIATENESS)
        with self._ledger.look(by.label) as work:
            lines = tuple(within.lines(work.session, by, Action.SEE_APPROPRIATENESS))
            line = next((each for each in lines if key in (None, each.key)), None)
            if line is None:
                raise NotFound("There is no such line here.")
            audits = rows.of_line(work, line)
            drawn = {each.month for each in audits}
            last = periods.last_over(_today(work, line), PeriodKind.MONTH)
            over = periods.up_to(last, MONTHS_OFFERED)
            found = Listed(
                line=line,
                lines=lines,
                audits=tuple(
                    Drawn(each.public_id, rows.month(each), each.closed_at is not None)
                    for each in audits
                ),
                mine=tuple(_mine(work, by, line)),
                months=tuple(each for each in reversed(over) if each.key not in drawn),
                may_draw=by.may(Action.KEEP_SAMPLE, line.key),
                now=work.now,
            )
            work.let_go()
            return found

    def draw(self, by: Actor, form: Mapping[str, str], token: str) -> str:
        """The id of the audit of that month. Raises `errors.Invalid`, and `errors.Conflict` where
        it was drawn before."""
        require(by, Action.KEEP_SAMPLE)
        with self._ledger.work(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_SAMPLE, form.get("line", ""))
            month, wanted = _read(form, _today(work, line))
            if inbox.receive(work, rows.PAGE, token):
                self._draw(work, by, line, month, wanted)
            return _of_month(work, line, month).public_id

    def _draw(self, work: Work, by: Actor, line: Line, month: Period, wanted: int) -> None:
        since, before = month.bounds(ZoneInfo(line.time_zone))
        units, left = frame.of(work, line.id or 0, since, before)
        if len(units) < max(self._small, 1):
            few = f"Fewer than {max(self._small, 1)} queries of {month.label} were answered"
            raise Invalid([Problem("month", f"{few}: there is no sample to draw.")])
        seed = secrets.token_hex(8)
        sample = sampling.draw(units, wanted, seed, self._small)
        if not insert_once(
            work.session,
            AppropriatenessAudit,
            ("line_id", "month"),
            public_id=opaque(),
            line_id=line.id,
            month=month.key,
            wanted=wanted,
            seed=seed,
            strata=[asdict(each) for each in sample.strata],
            left_out=left,
            drawn_at=work.now,
            drawn_by=by.name or by.label,
            closed_at=None,
            closed_by=None,
        ):
            raise Conflict(f"The sample of {month.label} was drawn already, and stays as it is.")
        row = _of_month(work, line, month)
        for number, unit in enumerate(sample.drawn, start=1):
            query = work.session.get_one(Query, unit.id)
            work.add(
                SampledQuery(
                    audit_id=row.id or 0,
                    query_id=unit.id,
                    number=number,
                    stratum=unit.stratum,
                    by_first=bound.ended_by_first(work, query),
                )
            )
        subject = rows.subject(rows.Found(row, line))
        work.record("appropriateness.drawn", subject=subject, month=month.key, seed=seed)


def _read(form: Mapping[str, str], today: date) -> tuple[Period, int]:
    problems = []
    month = None
    try:
        month = periods.read(form.get("month", ""), "month")
    except Invalid:
        problems.append(Problem("month", "Choose the month, such as 2026-10."))
    if month is not None and month.kind is not PeriodKind.MONTH:
        problems.append(Problem("month", "A sample is of one month, such as 2026-10."))
    elif month is not None and not month.over(today):
        said = f"{month.label} is not over: what is still to come could not be drawn."
        problems.append(Problem("month", said))
    typed = form.get("wanted", "").strip()
    wanted = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
    if not FEWEST <= wanted <= MOST:
        said = f"Give how many queries are drawn, a whole number from {FEWEST} to {MOST}."
        problems.append(Problem("wanted", said))
    if problems or month is None:
        raise Invalid(problems)
    return month, wanted


def _of_month(work: Work, line: Line, month: Period) -> AppropriatenessAudit:
    wanted = select(AppropriatenessAudit).where(
        col(AppropriatenessAudit.line_id) == line.id,
        col(AppropriatenessAudit.month) == month.key,
    )
    return work.session.exec(wanted).one()


def _mine(work: Work, by: Actor, line: Line) -> Iterator[ToReview]:
    """What waits for the reader's own review."""
    wanted = (
        select(AppropriatenessAudit, SampledQuery)
        .join(SampledQuery, col(SampledQuery.audit_id) == col(AppropriatenessAudit.id))
        .join(AppropriatenessReview, col(AppropriatenessReview.sampled_id) == col(SampledQuery.id))
        .join(Query, col(Query.id) == col(SampledQuery.query_id))
        .where(
            col(AppropriatenessAudit.line_id) == line.id,
            col(AppropriatenessAudit.closed_at).is_(None),
            col(AppropriatenessReview.reviewer_id) == by.responder_id,
            col(AppropriatenessReview.said_at).is_(None),
            col(Query.emptied_at).is_(None),
        )
    )
    ordered = wanted.order_by(col(AppropriatenessAudit.month), col(SampledQuery.number))
    for audit, item in work.session.exec(ordered):
        yield ToReview(audit.public_id, item.public_id, item.number, rows.month(audit))


def _today(work: Work, line: Line) -> date:
    return walltime.local_day(work.now, ZoneInfo(line.time_zone))
