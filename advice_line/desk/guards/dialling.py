"""The one place that lets a number be dialled: every `Connect` that the desk answers with and every
call that it places passes here, whoever decided on it (rules/may_dial.py)."""

from collections.abc import Collection
from typing import Any

from sqlmodel import col, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.desk.query import reading
from advice_line.directory import lookups
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.ports.script import Connect, GoTo, Script, Verb
from advice_line.rules import desks, line_guards, may_dial
from advice_line.staffing import on_duty
from advice_line.tables.directory import (
    ContactPoint,
    Line,
    Organisation,
    OrganisationPhone,
    Responder,
)
from advice_line.tables.queries import Contact, Query

# A keyed number is sealed: those of the newest queries are opened, one by one.
_MOST_OPENED = 500


def held(work: Work, script: Script, countries: Collection[str]) -> Script:
    """The script as it may be carried out: a number that may not be dialled fails at once, as one
    does that is out of order, and its next step follows."""
    if not any(isinstance(verb, Connect) for verb in script.verbs):
        return script
    return Script(verbs=tuple(_held(work, verb, countries) for verb in script.verbs))


def refused(work: Work, number: str, countries: Collection[str]) -> may_dial.Why | None:
    """Why it may not be rung, which then is an alarm, once a day and number."""
    why = may_dial.refusal(number, known=_known(work, number), countries=countries)
    if why is not None:
        once = f"{work.vault.mark(number, 'number')}:{work.now:%Y-%m-%d}"
        alarms.happened(work, AlarmKind.NOT_DIALLED, once, why=why.value)
    return why


def _held(work: Work, verb: Verb, countries: Collection[str]) -> Verb:
    if isinstance(verb, Connect) and refused(work, verb.number, countries) is not None:
        return GoTo(then=verb.then)
    return verb


def _known(work: Work, number: str) -> bool:
    return (
        _on_the_rota(work, number)
        or _in_the_directory(work, number)
        or _of_a_line(work, number)
        or _of_a_caller(work, number)
    )


def _on_the_rota(work: Work, number: str) -> bool:
    return _any(work, select(Responder.id).where(col(Responder.mobile) == number)) or _any(
        work, select(ContactPoint.id).where(col(ContactPoint.number) == number)
    )


def _in_the_directory(work: Work, number: str) -> bool:
    phone = col(OrganisationPhone.number)
    bypass = col(Organisation.bypass_number)
    return _any(work, select(phone).where(phone == number)) or _any(
        work, select(bypass).where(bypass == number)
    )


def _of_a_line(work: Work, number: str) -> bool:
    """Its switchboard, its desks, what it names while somebody has closed it, its test number."""
    return any(number in _numbers(work, line) for line in lookups.lines(work.session))


def _numbers(work: Work, line: Line) -> set[str | None]:
    test = line_guards.morning_call(line.test_call)
    closures = on_duty.calendar(work.session, line.key).closures
    return {
        line.switchboard,
        test.number if test else None,
        *(desk.number for desk in desks.read(line.desks)),
        *(closure.divert_to for closure in closures),
    }


def _of_a_caller(work: Work, number: str) -> bool:
    """Who called from it, or asked to be rung there and is not done with."""
    mark = work.vault.mark(number, "number")
    if _any(work, select(Contact.id).where(col(Contact.number_mark) == mark)):
        return True
    newest = (
        select(Query)
        .where(col(Query.sealed_call_back).is_not(None), col(Query.state) != QueryState.CLOSED)
        .order_by(col(Query.id).desc())
        .limit(_MOST_OPENED)
    )
    waiting = work.session.exec(newest)
    return any(reading.call_back_number(work, query) == number for query in waiting)


def _any(work: Work, statement: Any) -> bool:
    return work.session.exec(statement.limit(1)).first() is not None
