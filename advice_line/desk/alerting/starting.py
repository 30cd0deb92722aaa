"""An alert is started: to one practice, about one patient with two identifiers (H02)."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.alert_kinds import AlertRung
from advice_line.desk.alerting import differing, ladder, rows, telling
from advice_line.desk.record import identity
from advice_line.directory import lookups, within
from advice_line.errors import Difference, IdentifiersDiffer, Invalid, Problem
from advice_line.ledger import unused
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import alert_form, alert_times
from advice_line.rules.alert_form import Draft
from advice_line.rules.record import Patient
from advice_line.staffing import on_duty
from advice_line.tables.alerts import Alert
from advice_line.tables.columns import alert_reference
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.queries import Query
from advice_line.trust import roles
from advice_line.trust.roles import Action
from rota import walltime

_NO_PRACTICE = "Choose the practice that must hear of it."


def checked(
    work: Work, line: Line, query: Query | None, form: Mapping[str, str]
) -> tuple[Draft, Organisation]:
    """What would be sent and to whom. Raises `errors.Invalid`, and `errors.IdentifiersDiffer` where
    facts of the patient contradict and no reason was given (H02)."""
    today = _today(work, line)
    problems: list[Problem] = []
    organisation = lookups.organisation_by_key(work.session, form.get("organisation", ""))
    if organisation is None:
        problems.append(Problem("organisation", _NO_PRACTICE))
    draft: Draft | None = None
    try:
        draft = alert_form.read(form, today)
    except Invalid as error:
        problems += error.problems
    if problems or draft is None or organisation is None:
        raise Invalid(problems)
    _refuse_another(work, query, form, draft, today)
    return draft, organisation


def start(
    work: Work, by: Responder, line: Line, query: Query | None, draft: Draft, to: Organisation
) -> Alert:
    places = rows.places(work, line, to)
    due = alert_times.due_at(line.alerts, draft.word, places.practice, work.now)
    alert = work.add(_row(work, by, line, query, draft, to))
    work.update(alert, deadline_at=due)
    subject = f"alert:{alert.public_id}"
    work.record("alert.started", query=alert.query_id, subject=subject, word=draft.word)
    mailed = telling.practice(work, alert, NoticeKind.ALERT)
    ladder.begin(work, alert)
    if not mailed:
        ladder.ring_now(work, alert)
    if query is not None:
        differing.alert_started(work, query, alert)
    return alert


def _row(
    work: Work, by: Responder, line: Line, query: Query | None, draft: Draft, to: Organisation
) -> Alert:
    number, site = draft.patient.nhs_number, draft.primary_site
    return Alert(
        reference=unused.reference(work, Alert, alert_reference),
        line_id=line.id or 0,
        query_id=query.id if query else None,
        organisation_id=to.id or 0,
        word=draft.word,
        started_at=work.now,
        started_by_id=by.id or 0,
        deadline_at=work.now,
        rung=AlertRung.SENT,
        sealed_patient=work.vault.seal(draft.patient.model_dump_json(), rows.PATIENT),
        patient_hash=work.vault.mark(number, "patient") if number else None,
        sealed_words=work.vault.seal(draft.words, rows.WORDS),
        sealed_primary_site=work.vault.seal(site, rows.SITE) if site else None,
    )


def _refuse_another(
    work: Work, query: Query | None, form: Mapping[str, str], draft: Draft, today: date
) -> None:
    """Facts that contradict each other, what this query says of its patient, or what another query
    or alert says of the same number: not before somebody has looked twice."""
    given = draft.patient
    found = (*identity.within(form, today), *_of_query(work, query, given))
    found = found or identity.on_file(work, query, given) or _of_alerts(work, given)
    if found and draft.differs is None:
        raise IdentifiersDiffer(found)


def _of_query(work: Work, query: Query | None, given: Patient) -> tuple[Difference, ...]:
    known = identity.patient_of(work, query) if query is not None else None
    if known is None:
        return ()
    told = list(identity.between(given.identifiers, known.identifiers))
    if given.nhs_number and known.nhs_number and given.nhs_number != known.nhs_number:
        told.append(Difference("NHS number", given.nhs_number, known.nhs_number))
    return tuple(told)


def _of_alerts(work: Work, given: Patient) -> tuple[Difference, ...]:
    if given.nhs_number is None:
        return ()
    mark = work.vault.mark(given.nhs_number, "patient")
    newest = (
        select(Alert).where(col(Alert.patient_hash) == mark).order_by(col(Alert.id).desc()).limit(1)
    )
    other = work.session.exec(newest).first()
    if other is None:
        return ()
    return tuple(identity.between(given.identifiers, rows.patient(work, other).identifiers))


def _today(work: Work, line: Line) -> date:
    return walltime.local_day(work.now, ZoneInfo(line.time_zone))


def line_of(work: Work, key: str, query: Query | None, by: roles.Actor) -> Line:
    """That of its query; else the one that was chosen, else where the reader is on, else the
    first."""
    if query is not None:
        return work.session.get_one(Line, query.line_id)
    lines = within.lines(work.session, by, Action.CLAIM)
    chosen = [each for each in lines if each.key == key]
    if chosen:
        return chosen[0]
    on = (each for each in lines if _is_on(work, each, by.responder_id))
    return next(on, lines[0])


def _is_on(work: Work, line: Line, person: int | None) -> bool:
    return any(
        each.responder.id == person for each in on_duty.who(work.session, line.key, work.now)
    )
