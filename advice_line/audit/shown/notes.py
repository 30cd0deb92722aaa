"""What somebody writes beside a line's figures (`figures/beside.py` reads it). Nothing is deleted:
what is taken back is shown no more, and kept."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import select

from advice_line.audit.figures import reading
from advice_line.audit.measures import every
from advice_line.audit.periods import Period
from advice_line.audit.periods import read as read_period
from advice_line.audit.shown import beginning_anew
from advice_line.audit.shown.choosing import Choice, among
from advice_line.directory import within
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import of_nobody
from advice_line.tables.audit_notes import AuditNote, AuditRebase
from advice_line.trust.roles import Action, Actor, require

PAGE = "audit notes"
# Of the form: limits may begin anew though none can be drawn yet.
FEW = "few"
LONGEST = 200
_FIRST = date(2000, 1, 1)


class KeepingNotes:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def note(self, by: Actor, form: Mapping[str, str], token: str) -> None:
        """Raises `errors.Invalid` for a day that is none or yet to come, and for words that are
        missing, long, or hold a patient's number."""
        require(by, Action.KEEP_AUDIT)
        with self._ledger.work(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_AUDIT, form.get("line", ""))
            day, problems = _day(form.get("day", ""), reading.today_of(work, line))
            words = form.get("happened", "").strip()
            problems += _amiss("happened", words, "Say in a few words what happened.")
            if problems or day is None:
                raise Invalid(problems)
            if inbox.receive(work, PAGE, token):
                row = work.add(
                    AuditNote(line_id=line.id or 0, day=day, words=words, **_made(work, by))
                )
                work.record("audit.noted", subject=f"audit:{line.key}", note=row.public_id)

    def rebase(self, by: Actor, measure: str, form: Mapping[str, str], token: str) -> None:
        """Raises `errors.Invalid` for a period that is none or not over, and for a reason that is
        missing, long, or holds a patient's number; also where so few points remain that the chart
        would have no limits, until the form says `few` = "yes"."""
        require(by, Action.KEEP_AUDIT)
        with self._ledger.work(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_AUDIT, form.get("line", ""))
            reason = form.get("reason", "").strip()
            period, problems = _period(form.get("from", ""), reading.today_of(work, line))
            problems += _amiss("reason", reason, "Say why the limits begin anew.")
            if problems or period is None:
                raise Invalid(problems)
            if form.get(FEW) != "yes":
                _refuse_few(work, among(work, (line,), None, None, period.kind), measure, period)
            if inbox.receive(work, PAGE, token):
                row = work.add(
                    AuditRebase(
                        line_id=line.id or 0,
                        measure=measure,
                        period=period.key,
                        reason=reason,
                        **_made(work, by),
                    )
                )
                work.record("audit.rebased", subject=f"audit:{line.key}", rebase=row.public_id)

    def withdraw(self, by: Actor, public_id: str, token: str) -> None:
        """A note, or limits that begin anew. Raises `errors.NotFound`; twice does nothing more."""
        require(by, Action.KEEP_AUDIT)
        with self._ledger.work(by.label) as work:
            row = _row(work, public_id)
            if row is None or not within.may(work.session, by, Action.KEEP_AUDIT, row.line_id):
                raise NotFound("There is no such note here.")
            if inbox.receive(work, PAGE, token) and row.withdrawn_at is None:
                work.update(row, withdrawn_at=work.now, withdrawn_by=by.label)
                work.record("audit.withdrawn", subject=f"audit:{public_id}")


def _refuse_few(work: Work, choice: Choice, measure: str, period: Period) -> None:
    few = beginning_anew.without_limits(work, choice, every.BY_ID[measure], period)
    if few:
        raise Invalid([Problem(FEW, few)])


def _row(work: Work, public_id: str) -> AuditNote | AuditRebase | None:
    tables: Sequence[Any] = (AuditNote, AuditRebase)
    found = (work.session.exec(select(t).where(t.public_id == public_id)).first() for t in tables)
    return next((each for each in found if each is not None), None)


def _made(work: Work, by: Actor) -> dict[str, Any]:
    return {"made_at": work.now, "made_by": by.label, "made_name": by.name}


def _day(text: str, today: date) -> tuple[date | None, list[Problem]]:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None, [Problem("day", "Say on which day, such as 2026-10-05.")]
    if not _FIRST <= day <= today:
        return None, [Problem("day", "A note is of a day that has come.")]
    return day, []


def _period(text: str, today: date) -> tuple[Period | None, list[Problem]]:
    try:
        period = read_period(text, "from")
    except Invalid as error:
        return None, list(error.problems)
    if not (period.first >= _FIRST and period.over(today)):
        return None, [Problem("from", "Limits begin anew from a period that is over.")]
    return period, []


def _amiss(field: str, words: str, missing: str) -> list[Problem]:
    if not words:
        return [Problem(field, missing)]
    if len(words) > LONGEST:
        return [Problem(field, f"Say it in {LONGEST} characters; it has {len(words)}.")]
    if of_nobody.names_a_patient(words):
        return [Problem(field, "A patient's number stands in it. Figures are of no patient.")]
    return []
