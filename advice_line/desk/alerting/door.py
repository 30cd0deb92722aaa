"""The staff's door to alerts: started, seen, ended by a voice or taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, not_, select

from advice_line.desk.alerting import ending, ladder, rows, shown, starting
from advice_line.desk.alerting.shown import AlertListed, AlertSeen
from advice_line.desk.letter import letters
from advice_line.desk.owed import tasks
from advice_line.desk.query import moving, theirs
from advice_line.desk.record import identity
from advice_line.directory import lookups, within
from advice_line.errors import Conflict
from advice_line.kinds import TaskKind
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import alert_form, alert_times, record_form
from advice_line.rules.alert_form import Draft
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
ENDED_SHOWN = timedelta(days=7)


@dataclass(frozen=True)
class AlertStart:
    """What the form begins with; `form` holds what its query says of the patient and practice;
    `owed_by`: somebody differs from a report of that query, and an alert is to be started by
    then."""

    line: Line
    lines: Sequence[Line]
    about: str | None
    organisations: Sequence[Organisation]
    form: Mapping[str, str] = field(repr=False)
    owed_by: datetime | None
    now: datetime


@dataclass(frozen=True)
class AlertDraft:
    """An alert as it would be sent. `full`: its mail may hold the words; `closed_on`: since when
    the code of the practice is closed, so that nothing is mailed to it (H17); `provider`: who acts
    for the practice out of hours is the one who would be rung now."""

    draft: Draft = field(repr=False)
    line: Line
    about: str | None
    practice: Organisation
    deadline_at: datetime
    full: bool
    closed_on: date | None
    provider: str | None
    now: datetime


@dataclass(frozen=True)
class Board:
    open: tuple[AlertListed, ...]
    ended: tuple[AlertListed, ...]
    now: datetime


class Alerts:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def blank(self, by: Actor, reference: str | None, form: Mapping[str, str]) -> AlertStart:
        """Of a query where one is named. Raises `errors.NotFound`."""
        require(by, Action.CLAIM)
        with self._ledger.look(by.label) as work:
            query = theirs.query(work, by, Action.CLAIM, reference) if reference else None
            start = AlertStart(
                line=starting.line_of(work, form.get("line", ""), query, by),
                lines=within.lines(work.session, by, Action.CLAIM),
                about=query.reference if query else None,
                organisations=_practices(work),
                form=dict(form) if form else _of_query(work, query),
                owed_by=_owed_by(work, query),
                now=work.now,
            )
            work.let_go()
            return start

    def look_over(self, by: Actor, form: Mapping[str, str]) -> AlertDraft:
        """As it would be sent, to be looked over once more; nothing is sent by this (H02). Raises
        what `start` does."""
        require(by, Action.CLAIM)
        with self._ledger.look(by.label) as work:
            line, query = _line_and_query(work, by, form)
            draft, practice = starting.checked(work, line, query, form)
            found = _draft(work, line, query, draft, practice)
            work.let_go()
            return found

    def start(self, by: Actor, form: Mapping[str, str], token: str) -> str:
        """Its reference; the same `token` starts one. Raises `errors.Invalid`, and
        `errors.IdentifiersDiffer` where facts of the patient contradict and no reason was given
        (H02)."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            if not inbox.receive(work, PAGE, token):
                return _started(work, token)
            line, query = _line_and_query(work, by, form)
            draft, practice = starting.checked(work, line, query, form)
            person = work.session.get_one(Responder, by.responder_id)
            if query is not None:
                query = moving.locked(work, query.id or 0)
            alert = starting.start(work, person, line, query, draft, practice)
            inbox.keep(work, PAGE, token, alert.reference)
            return alert.reference

    def board(self, by: Actor) -> Board:
        """What nobody has ended, and what was ended of late; no patient data."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            board = Board(
                open=shown.listed(work, rows.every_open(work, by, Action.SEE_WORKLIST)),
                ended=shown.listed(work, _ended(work, by)),
                now=work.now,
            )
            work.let_go()
            return board

    def open(self, by: Actor) -> tuple[AlertListed, ...]:
        """What nobody has ended."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            return shown.listed(work, rows.every_open(work, by, Action.SEE_WORKLIST))

    def of_query(self, by: Actor, reference: str) -> tuple[AlertListed, ...]:
        require(by, Action.SEE_QUERY)
        with self._ledger.look(by.label) as work:
            query = theirs.query(work, by, Action.SEE_QUERY, reference)
            return shown.listed(work, rows.of_query(work, query.id or 0))

    def see(self, by: Actor, reference: str) -> AlertSeen:
        """Whole; each look is in the trail. Raises `errors.NotFound`."""
        require(by, Action.SEE_QUERY)
        with self._ledger.work(by.label) as work:
            alert = rows.by_reference(work, by, Action.SEE_QUERY, reference)
            found = shown.seen(work, alert)
            work.record("alert.seen", query=alert.query_id, subject=f"alert:{alert.public_id}")
            work.let_go()
            return found

    def spoke(self, by: Actor, reference: str, form: Mapping[str, str], token: str) -> None:
        """Somebody read it back. Raises `errors.Invalid`, and `errors.Conflict` with who was
        first (H10)."""
        require(by, Action.CLAIM)
        withdrawn = None
        with self._ledger.work(by.label) as work:
            alert = rows.locked(work, rows.by_reference(work, by, Action.CLAIM, reference).id or 0)
            zone, since = rows.line(work, alert).time_zone, alert.started_at
            several = rows.practice(work, alert).out_of_hours_number is not None
            talk = alert_form.talk(form, since, work.now, zone, several=several)
            if inbox.receive(work, PAGE, token):
                person = work.session.get_one(Responder, by.responder_id)
                withdrawn = ending.spoken(work, alert, talk, person)
        if withdrawn is not None:
            raise withdrawn

    def withdraw(self, by: Actor, reference: str, form: Mapping[str, str], token: str) -> None:
        """With a reason. Raises `errors.Invalid`, and `errors.Conflict` with who was first."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            alert = rows.locked(work, rows.by_reference(work, by, Action.CLAIM, reference).id or 0)
            reason = alert_form.reason(form)
            if inbox.receive(work, PAGE, token):
                person = work.session.get_one(Responder, by.responder_id)
                ending.withdrawn(work, alert, reason, person)

    def told(self, by: Actor, reference: str, form: Mapping[str, str], token: str) -> None:
        """Somebody was told by voice that it is withdrawn. Raises `errors.Invalid`, and
        `errors.Conflict` with who was first (H10)."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            alert = rows.locked(work, rows.by_reference(work, by, Action.CLAIM, reference).id or 0)
            zone, since = rows.line(work, alert).time_zone, alert.ended_at or work.now
            talk = alert_form.talk(form, since, work.now, zone)
            if inbox.receive(work, PAGE, token):
                person = work.session.get_one(Responder, by.responder_id)
                ending.told(work, alert, talk, person)

    def every(self, by: Actor, *, all_of_them: bool, limit: int) -> list[dict[str, Any]]:
        """As JSON, the newest so many, the oldest of them first; those that nobody has ended unless
        all are wanted."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            own = within.of_theirs(work.session, by, Action.SEE_WORKLIST, Alert.line_id)
            wanted = select(Alert).where(own).order_by(col(Alert.id).desc()).limit(limit)
            if not all_of_them:
                wanted = wanted.where(rows.to_see_to())
            found = list(work.session.exec(wanted))
            return [shown.as_json(work, each) for each in reversed(found)]

    def of(self, by: Actor, reference: str) -> dict[str, Any]:
        """Raises `errors.NotFound`."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            return shown.as_json(work, rows.by_reference(work, by, Action.SEE_WORKLIST, reference))


def _started(work: Work, token: str) -> str:
    reference = inbox.answer_of(work, PAGE, token)
    if reference is None:
        raise Conflict("This form was used already. Look at the list of alerts.")
    return reference


def _line_and_query(work: Work, by: Actor, form: Mapping[str, str]) -> tuple[Line, Query | None]:
    about = form.get("query", "").strip()
    query = theirs.query(work, by, Action.CLAIM, about) if about else None
    return starting.line_of(work, form.get("line", ""), query, by), query


def _draft(
    work: Work, line: Line, query: Query | None, draft: Draft, practice: Organisation
) -> AlertDraft:
    places = rows.places(work, line, practice)
    return AlertDraft(
        draft=draft,
        line=line,
        about=query.reference if query else None,
        practice=practice,
        deadline_at=alert_times.due_at(line.alerts, draft.word, places.practice, work.now),
        full=letters.may_carry(practice.email or "", line.full_letter_domains),
        closed_on=rows.closed_on(work, line, practice),
        provider=practice.out_of_hours_name if ladder.rings_provider(draft, places, work) else None,
        now=work.now,
    )


def _practices(work: Work) -> list[Organisation]:
    return sorted(lookups.organisations(work.session), key=lambda each: each.name)


def _owed_by(work: Work, query: Query | None) -> datetime | None:
    task = tasks.open_task(work, query.id or 0, TaskKind.START_ALERT) if query else None
    return task.due_at if task else None


def _of_query(work: Work, query: Query | None) -> dict[str, str]:
    """Its patient and its practice, to be looked over."""
    if query is None:
        return {}
    form = record_form.to_form(identity.patient_of(work, query))
    if query.organisation_id is not None:
        organisation = work.session.get_one(Organisation, query.organisation_id)
        form["organisation"] = organisation.key
    return form


def _ended(work: Work, by: Actor) -> list[Alert]:
    """The newest end first."""
    since = work.now - ENDED_SHOWN
    own = within.of_theirs(work.session, by, Action.SEE_WORKLIST, Alert.line_id)
    wanted = select(Alert).where(col(Alert.ended_at) > since, not_(rows.to_see_to()), own)
    wanted = wanted.order_by(col(Alert.ended_at).desc())
    return list(work.session.exec(wanted.limit(50)))
