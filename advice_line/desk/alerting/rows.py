"""An alert's row read: whose it is, how it stands, what is sealed in it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, or_, select

from advice_line.alert_kinds import AlertAnswer, AlertEnd, AlertRung, AlertState
from advice_line.directory import closed_codes, lookups, within
from advice_line.errors import Deleted, NotFound
from advice_line.kinds import AlertWord
from advice_line.ledger.work import Work
from advice_line.rules import alert_ends, call_back_times
from advice_line.rules.alert_ends import Facts
from advice_line.rules.alert_ladder import Places, Standing
from advice_line.rules.record import Patient
from advice_line.staffing import on_duty
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Line, Organisation
from advice_line.trust.roles import Action, Actor
from rota.opening import LineCalendar, OpeningHours

PATIENT, WORDS, SITE = "alerts.sealed_patient", "alerts.sealed_words", "alerts.sealed_primary_site"
ANSWERED_BY, CANNOT_ACT = "alerts.sealed_answered_by", "alerts.sealed_cannot_act"
COULD_NOT_BY = "alerts.sealed_could_not_by"
SPOKE_TO, AGREED, REASON = "alerts.sealed_spoke_to", "alerts.sealed_agreed", "alerts.sealed_reason"


@dataclass(frozen=True)
class CouldNot:
    """Who said of an alert, by its link, that nobody there can act on it, when and why."""

    by: str
    at: datetime
    why: str = field(repr=False)


def by_reference(work: Work, by: Actor, action: Action, reference: str) -> Alert:
    """For who wants to do this with it. Raises `errors.NotFound`, also for one of a line on which
    they may not, and `errors.Deleted` where what it held is gone."""
    wanted = select(Alert).where(col(Alert.reference) == reference.strip().upper())
    found = work.session.exec(wanted).first()
    if found is None or not within.may(work.session, by, action, found.line_id):
        raise NotFound("There is no such alert.")
    if found.emptied_at is not None:
        raise Deleted
    return found


def locked(work: Work, alert_id: int) -> Alert:
    """As it is once whoever else changes it has done so."""
    wanted = select(Alert).where(col(Alert.id) == alert_id).with_for_update()
    return work.session.exec(wanted.execution_options(populate_existing=True)).one()


def to_see_to() -> ColumnElement[bool]:
    """Those that nobody has ended, or of whose withdrawal their practice may not know."""
    untold = and_(col(Alert.untold_at).is_not(None), col(Alert.told_by_id).is_(None))
    return or_(col(Alert.ended_at).is_(None), untold)


def every_open(work: Work, by: Actor, action: Action) -> list[Alert]:
    """Those of their lines that somebody has to see to, the soonest deadline first."""
    own = within.of_theirs(work.session, by, action, Alert.line_id)
    wanted = select(Alert).where(to_see_to(), own)
    return list(work.session.exec(wanted.order_by(col(Alert.deadline_at), col(Alert.id))))


def of_query(work: Work, query_id: int) -> list[Alert]:
    wanted = select(Alert).where(col(Alert.query_id) == query_id).order_by(col(Alert.id))
    return list(work.session.exec(wanted))


def waits_to_leave(work: Work, alert: Alert) -> bool:
    """Whether its mail is still to be handed over."""
    tried = alert.sent_at is not None or alert.failed_at is not None
    return not tried and alert.ended_at is None and address(work, alert) is not None


def is_untold(alert: Alert) -> bool:
    """Whether its practice may not know that it is withdrawn, and nobody has told them by voice."""
    return alert.untold_at is not None and alert.told_by_id is None


def standing(alert: Alert) -> Standing:
    """Of one that is withdrawn and untold: counted from when that came to light."""
    started, deadline = alert.started_at, alert.deadline_at
    if is_untold(alert):
        started, deadline = alert.untold_at or started, alert.tell_by_at or deadline
    return Standing(
        word=AlertWord(alert.word),
        started_at=started,
        deadline_at=deadline,
        rung=AlertRung(alert.rung),
        provider=alert.provider,
        left=alert.sent_at is not None,
    )


def state(alert: Alert) -> AlertState:
    return alert_ends.state(
        Facts(
            word=AlertWord(alert.word),
            rung=AlertRung(alert.rung),
            provider=alert.provider,
            answered=AlertAnswer(alert.answered_as) if alert.answered_as else None,
            ended=AlertEnd(alert.ended_as) if alert.ended_as else None,
            untold=is_untold(alert),
        )
    )


def places(work: Work, line: Line, organisation: Organisation) -> Places:
    """The practice's own hours, the line's where they are not known (H22)."""
    calendar = on_duty.calendar(work.session, line.key)
    return Places(
        practice=hours_of(calendar, organisation),
        line=calendar,
        provider=organisation.out_of_hours_number is not None,
    )


def hours_of(calendar: LineCalendar, organisation: Organisation) -> LineCalendar:
    if not organisation.open:
        return calendar
    return call_back_times.of_practice(calendar, OpeningHours.from_texts(organisation.open))


def practice(work: Work, alert: Alert) -> Organisation:
    return work.session.get_one(Organisation, alert.organisation_id)


def closed_on(work: Work, of: Line, organisation: Organisation) -> date | None:
    """Since when its code is closed and nothing is mailed to it (H17); None while it is not."""
    closed = closed_codes.is_closed(organisation, work.now, of.time_zone)
    return organisation.closed_on if closed else None


def code_closed(work: Work, alert: Alert) -> bool:
    return closed_on(work, line(work, alert), practice(work, alert)) is not None


def address(work: Work, alert: Alert) -> str | None:
    """None where it has none, or its code is closed."""
    return None if code_closed(work, alert) else practice(work, alert).email


def line(work: Work, alert: Alert) -> Line:
    return work.session.get_one(Line, alert.line_id)


def numbers(work: Work, organisation: Organisation) -> list[tuple[str, bool]]:
    """Of the practice, and whether each is its bypass for clinicians, which comes first."""
    bypass = [(organisation.bypass_number, True)] if organisation.bypass_number else []
    phones = lookups.phones_of(work.session, organisation.id or 0)
    return [*bypass, *((each, False) for each in phones)]


def patient(work: Work, alert: Alert) -> Patient:
    assert alert.sealed_patient is not None
    return Patient.from_json(work.vault.open(alert.sealed_patient, PATIENT))


def opened(work: Work, sealed: str | None, column: str) -> str | None:
    return work.vault.open(sealed, column) if sealed else None


def could_not(work: Work, alert: Alert) -> CouldNot | None:
    """Whatever was said of it since (H14)."""
    stands = alert.answered_as == AlertAnswer.CANNOT_ACT
    at = alert.answered_at if stands else alert.could_not_at
    if at is None:
        return None
    by = (
        opened(work, alert.sealed_answered_by, ANSWERED_BY)
        if stands
        else opened(work, alert.sealed_could_not_by, COULD_NOT_BY)
    )
    return CouldNot(by or "", at, opened(work, alert.sealed_cannot_act, CANNOT_ACT) or "")


def is_with_lead(alert: Alert) -> bool:
    """Whether it has climbed so far and somebody has still to see to it."""
    waits = alert.ended_at is None or is_untold(alert)
    return waits and alert.rung >= AlertRung.LEAD
