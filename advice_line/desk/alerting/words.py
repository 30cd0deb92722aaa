"""What is said of an alert by mail, text and chat, made from the rows as they are when it is
sent."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlmodel import col, select

from advice_line.alert_kinds import AlertEnd, AlertState
from advice_line.desk.alerting import rows
from advice_line.desk.alerting.differing import OWED
from advice_line.desk.letter import letters
from advice_line.kinds import AlertWord, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import alert_letter, alert_notices
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.tables.trust import AccessLink, OneTimeCode
from advice_line.trust import codes, links


@dataclass(frozen=True)
class AlertMail:
    """`to` is None where the practice has no address any more."""

    line: Line
    to: str | None
    subject: str
    words: str = field(repr=False)


def mail(work: Work, slip: Slip, public_url: str) -> AlertMail | None:
    """In full where the practice's mail may carry it, else word that it is there (H07). None once
    it no longer applies."""
    alert = work.session.get_one(Alert, slip.subject_id)
    line, to = rows.line(work, alert), rows.address(work, alert)
    withdrawn = slip.kind == NoticeKind.ALERT_WITHDRAWN
    link = _newest_link(work, alert)
    asked_since = slip.kind == NoticeKind.ALERT and link.made_at >= (alert.ended_at or work.now)
    if alert.ended_at is not None and not withdrawn and not asked_since:
        return None
    word, reference = AlertWord(alert.word), alert.reference
    url = f"{public_url}/a/{links.token(work.vault, link)}"
    if alert.ended_at is not None and alert.ended_as != AlertEnd.WITHDRAWN:
        subject = f"Over: {alert_notices.subject(reference, word)}"
        words = alert_notices.over_mail(line.name, reference, rows.state(alert), url, line.number)
        return AlertMail(line, to, subject, words)
    if alert.ended_at is not None:
        subject = f"Withdrawn: {alert_notices.subject(reference, word)}"
        words = alert_notices.withdrawn_mail(line.name, reference, url, line.number)
        return AlertMail(line, to, subject, words)
    if slip.kind == NoticeKind.ALERT_REMINDER:
        subject = f"Please answer: {alert_notices.subject(reference, word)}"
        words = alert_notices.reminder_mail(line.name, reference, word, url, line.number)
        return AlertMail(line, to, subject, words)
    subject = alert_notices.subject(reference, word)
    if to is not None and letters.may_carry(to, line.full_letter_domains):
        return AlertMail(line, to, subject, _in_full(work, alert, url))
    words = alert_notices.notice_mail(line.name, reference, word, url, line.number)
    return AlertMail(line, to, subject, words)


def code(work: Work, slip: Slip) -> AlertMail | None:
    """The one-time code that opens it; None once it is used or past."""
    row = work.session.get_one(OneTimeCode, slip.subject_id)
    link = work.session.get(AccessLink, row.link_id) if row.link_id else None
    if link is None or row.used_at is not None or work.now >= row.expires_at:
        return None
    alert = work.session.get_one(Alert, link.alert_id)
    line, to = rows.line(work, alert), rows.address(work, alert)
    words = alert_notices.code_mail(line.name, codes.figures(work.vault, row))
    return AlertMail(line, to, "Your one-time code", words)


def _in_full(work: Work, alert: Alert, url: str) -> str:
    line, word = rows.line(work, alert), AlertWord(alert.word)
    text = alert_letter.plain(
        line=line.name,
        word=word,
        patient=rows.patient(work, alert),
        words=rows.opened(work, alert.sealed_words, rows.WORDS) or "",
        primary_site=rows.opened(work, alert.sealed_primary_site, rows.SITE),
        starter=work.session.get_one(Responder, alert.started_by_id).name,
        at=alert.started_at,
        zone=line.time_zone,
    )
    return f"{text}\n{alert_notices.footer(alert.reference, word, url, line.number)}"


def _newest_link(work: Work, alert: Alert) -> AccessLink:
    wanted = (
        select(AccessLink)
        .where(col(AccessLink.alert_id) == alert.id)
        .order_by(col(AccessLink.id).desc())
        .limit(1)
    )
    return work.session.exec(wanted).one()


def line_of(work: Work, slip: Slip) -> Line | None:
    """The line by whose number a text about an alert goes."""
    if slip.kind != NoticeKind.ALERT_OWED:
        return None
    return rows.line(work, work.session.get_one(Alert, slip.subject_id))


def _owed(work: Work, slip: Slip, url: str) -> str | None:
    alert = work.session.get_one(Alert, slip.subject_id)
    address = f"{url}/alerts/{alert.reference}"
    if rows.is_untold(alert):
        return alert_notices.untold(alert.reference, AlertWord(alert.word), address)
    if alert.ended_at is not None:
        return None
    return alert_notices.owed(
        alert.reference,
        AlertWord(alert.word),
        _to_do(alert),
        alert.deadline_at,
        work.now,
        rows.line(work, alert).time_zone,
        address,
        left=not rows.waits_to_leave(work, alert),
        closed=rows.code_closed(work, alert),
    )


def _to_do(alert: Alert) -> AlertState:
    state = rows.state(alert)
    out_of_hours = state is AlertState.WITH_LEAD and alert.provider
    return AlertState.TO_RING_PROVIDER if out_of_hours else state


def _report(work: Work, slip: Slip, url: str) -> str | None:
    task = work.session.get_one(Task, slip.subject_id)
    if task.state != TaskState.OPEN:
        return None
    reference = work.session.get_one(Query, slip.query_id).reference
    said = OWED[TaskKind(task.kind)]
    return alert_notices.report_owed(reference, said, f"{url}/desk/{reference}")


TEXTS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.ALERT_OWED: _owed,
    NoticeKind.REPORT_OWED: _report,
}
