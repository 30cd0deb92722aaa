"""Calls between numbers of our own: parts of a test call, and nobody's arrival."""

from datetime import datetime

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.rules import line_checks, line_guards
from advice_line.tables.directory import Line
from advice_line.tables.outage import LineCheck


def check_of(work: Work, caller: str | None, called: str, at: datetime) -> LineCheck | None:
    """The test call of which a call at this instant is a part; a calling number alone, which
    anybody may show, makes none."""
    for line in lookups.lines(work.session):
        test = line_guards.morning_call(line.test_call)
        if test is not None and {caller, called} == {line.number, test.number}:
            return _lately(work, line, at)
    return None


def _lately(work: Work, line: Line, at: datetime) -> LineCheck | None:
    statement = (
        select(LineCheck)
        .where(
            col(LineCheck.line_id) == line.id,
            col(LineCheck.began_at) <= at,
            col(LineCheck.began_at) > at - line_checks.OURS_FOR,
        )
        .order_by(col(LineCheck.id).desc())
    )
    return work.session.exec(statement).first()
