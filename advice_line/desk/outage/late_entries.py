"""The door through which paper comes in: a query that was taken by hand while the service was down,
marked as a late entry wherever it is read (H13)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.call_kinds import CallStage
from advice_line.desk.owed import call_backs, owed_records
from advice_line.desk.owners import taking
from advice_line.desk.query import arrivals, moving, practices
from advice_line.desk.record import casework, drafts
from advice_line.directory import lookups, numbers, within
from advice_line.errors import Invalid, Problem
from advice_line.kinds import Channel, ContactEnded, QueryState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import late_entry
from advice_line.rules.late_entry import LateEntry
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require
from rota import columns

PAGE = "page"
LINE, ADVISED_BY = "line", "advised_by"
_SAID = {
    LINE: "Choose the line that was called.",
    "number": "This is no telephone number that we can ring. Give it with its area code.",
    ADVISED_BY: "Choose who advised from the list, or nobody yet.",
    practices.FIELD: practices.NO_SUCH,
}


@dataclass(frozen=True)
class Choices:
    """What may be chosen: lines, practices by name, and who may have advised."""

    lines: Sequence[Line]
    organisations: Sequence[Organisation]
    responders: Sequence[Responder]
    now: datetime


@dataclass(frozen=True)
class Entered:
    """`owner` is the id of who has the record to write; None: somebody has to ring back."""

    reference: str
    owner: int | None


class LateEntries:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def may(self, by: Actor) -> bool:
        return by.may(Action.ENTER_LATE)

    def choices(self, by: Actor) -> Choices:
        require(by, Action.ENTER_LATE)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.ENTER_LATE)
            people = [
                each
                for each in lookups.responders(work.session)
                if any(lookups.may_be_rung(each, line.key) for line in lines)
            ]
            organisations = lookups.organisations(work.session)
            return Choices(
                lines=lines,
                organisations=sorted(organisations, key=lambda each: each.name.lower()),
                responders=sorted(people, key=lambda each: each.name),
                now=work.now,
            )

    def enter(self, by: Actor, form: Mapping[str, str], token: str) -> Entered:
        """The same `token` enters once. Raises `errors.Invalid` with every problem of the form."""
        require(by, Action.ENTER_LATE)
        with self._ledger.work(by.label) as work:
            if not inbox.receive(work, PAGE, token):
                reference, _, owner = (inbox.answer_of(work, PAGE, token) or "").partition(" ")
                return Entered(reference, int(owner) if owner else None)
            lines = within.lines(work.session, by, Action.ENTER_LATE)
            line = _line(lines, form)
            adviser = _adviser(work, line, form)
            wrong = _wrong(work, lines, adviser, form)
            zone, advised = columns.read_zone(line.time_zone), bool(form.get(ADVISED_BY))
            entry = late_entry.read(form, work.now, zone, advised=advised, wrong=wrong)
            query = _kept(work, line, entry, advised=advised)
            practices.choose(work, query, form.get(practices.FIELD, ""))
            _owed(work, query, adviser, {**late_entry.to_form(entry), **_practice(form)})
            work.record("query.entered_late", query=query.id)
            inbox.keep(work, PAGE, token, f"{query.reference} {query.owner_id or ''}".rstrip())
            return Entered(query.reference, query.owner_id)


def _line(lines: Sequence[Line], form: Mapping[str, str]) -> Line:
    """Where none was chosen, any: until one is, only what is wrong is read by its clock."""
    if not lines:
        raise Invalid([Problem(LINE, "No line is set up yet.")])
    return next((each for each in lines if form.get(LINE) == each.key), lines[0])


def _adviser(work: Work, line: Line, form: Mapping[str, str]) -> Responder | None:
    """Who answers on that line."""
    person = lookups.responder_by_key(work.session, form.get(ADVISED_BY, ""))
    return person if person is not None and lookups.may_be_rung(person, line.key) else None


def _wrong(
    work: Work, lines: Sequence[Line], adviser: Responder | None, form: Mapping[str, str]
) -> list[Problem]:
    """What is wrong with what was chosen, and the number: said at once with the other fields."""
    number = form.get("number", "").strip()
    faults = {
        LINE: len(lines) > 1 and form.get(LINE) not in [each.key for each in lines],
        "number": bool(number) and numbers.typed(number) is None,
        ADVISED_BY: bool(form.get(ADVISED_BY)) and adviser is None,
        practices.FIELD: not practices.may_be_chosen(work, form.get(practices.FIELD, "")),
    }
    return [Problem(field, _SAID[field]) for field, wrong in faults.items() if wrong]


def _kept(work: Work, line: Line, entry: LateEntry, *, advised: bool) -> Query:
    query, _ = arrivals.receive(
        work,
        line,
        Channel.CALL,
        f"{arrivals.FROM_PAPER}{opaque()}",
        numbers.typed(entry.number) if entry.number else None,
        entry.received_at,
        stage=CallStage.OVER,
        ended=ContactEnded.TALKED if advised else ContactEnded.PAPER,
        ended_at=entry.received_at,
        leg_over_at=work.now,
    )
    moving.move(work, query, QueryState.WAITING, late_entry=True)
    casework.keep_asked(work, query, entry.requester, entry.patient, entry.question)
    return query


def _owed(work: Work, query: Query, adviser: Responder | None, form: Mapping[str, str]) -> None:
    """The record by who advised, who finds what was typed in; else a call back."""
    if adviser is None:
        call_backs.owe_contact(work, query)
        return
    taking.claim(work, query, adviser)
    owed_records.owe_record(work, query, adviser.id or 0)
    drafts.keep(work, query, adviser.id or 0, form)


def _practice(form: Mapping[str, str]) -> dict[str, str]:
    key = form.get(practices.FIELD, "")
    return {practices.FIELD: key} if key else {}
