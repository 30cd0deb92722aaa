"""Who is told of an alert: its practice by mail; of what is to be done about it whoever is on, and
the lead. Rows of ids alone, whose words hold no patient data (H07)."""

from collections.abc import Iterable

from advice_line.alert_kinds import AlertRung
from advice_line.desk.alerting import rows
from advice_line.desk.owed import telling
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.staffing import on_duty
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Responder
from advice_line.trust import links


def practice(work: Work, alert: Alert, kind: NoticeKind, once: str = "") -> bool:
    """By its generic address; False where it has none."""
    if rows.practice(work, alert).email is None:
        return False
    if kind is NoticeKind.ALERT or not links.any_to_alert(work, alert.id or 0):
        links.make(
            work,
            links.LinkKind.ALERT,
            organisation=alert.organisation_id,
            alert=alert.id,
        )
    outbox.put(
        work,
        kind,
        once=f"{kind}:{alert.public_id}{once}",
        channel=OutChannel.EMAIL,
        recipient=Recipient.ORGANISATION,
        subject=alert.id,
    )
    return True


def on_it(work: Work, alert: Alert) -> None:
    """Whoever is on; the lead too once it has come to them, or where nobody is on (H03)."""
    _each(work, alert, _on_it(work, alert))


def its_starter_too(work: Work, alert: Alert) -> None:
    """The same, and who started it, or whoever is there instead (H23)."""
    line = rows.line(work, alert)
    starter = work.session.get_one(Responder, alert.started_by_id)
    there = on_duty.in_place_of(work.session, line.key, starter, work.now)
    _each(work, alert, [*there, *_on_it(work, alert)])


def _on_it(work: Work, alert: Alert) -> list[Responder]:
    line = rows.line(work, alert)
    people = on_duty.first_tier(work.session, line.key, work.now)
    if alert.rung >= AlertRung.LEAD or not people:
        people = [*people, *on_duty.leads(work.session, line.key, work.now)]
    return people


def _each(work: Work, alert: Alert, people: Iterable[Responder]) -> None:
    once = f"{alert.public_id}:{work.now.isoformat()}"
    for person in {each.id: each for each in people}.values():
        telling.responder(
            work, NoticeKind.ALERT_OWED, person.id or 0, once=once, query=None, subject=alert.id
        )
