"""What ends an alert: a clinician's word by its link, somebody to whom it was spoken and who read
it back, or a responder who takes it back and says why. Who comes second hears who was first
(H10)."""

from sqlmodel import col

from advice_line.alert_kinds import AlertAnswer, AlertEnd
from advice_line.desk.alerting import ladder, rows, telling
from advice_line.errors import Conflict
from advice_line.kinds import AlertWord, NoticeKind
from advice_line.ledger.work import Work
from advice_line.rules import alert_ends, written
from advice_line.rules.alert_form import Talk
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Responder

_SAID = {
    AlertEnd.ACKNOWLEDGED: "a clinician there acts on it",
    AlertEnd.SPOKEN: "spoken and read back",
    AlertEnd.AGREED: "agreed with who acts out of hours",
    AlertEnd.WITHDRAWN: "withdrawn",
}


def answered(work: Work, alert: Alert, answer: AlertAnswer, name: str, why: str | None) -> None:
    """By its link. A clinician who acts may come after somebody who could not, never the other way
    round; what is CRITICAL stays open all the same."""
    acts = answer is AlertAnswer.WILL_ACT
    first = col(Alert.answered_as).is_(None)
    could_not = col(Alert.answered_as) == AlertAnswer.CANNOT_ACT
    changed = work.update(
        alert,
        col(Alert.ended_at).is_(None),
        (first | could_not) if acts else first,
        answered_at=work.now,
        answered_as=answer,
        sealed_answered_by=work.vault.seal(name, rows.ANSWERED_BY),
        sealed_cannot_act=work.vault.seal(why, rows.CANNOT_ACT) if why else None,
    )
    if not changed:
        return
    work.record(f"alert.{answer}", query=alert.query_id, subject=f"alert:{alert.public_id}")
    end = alert_ends.by_answer(AlertWord(alert.word), answer)
    if end is not None:
        _end(work, alert, end, None)
    elif not acts:
        ladder.ring_now(work, alert)
        telling.its_starter_too(work, alert)


def spoken(work: Work, alert: Alert, talk: Talk, by: Responder, *, provider: bool) -> None:
    """Raises `errors.Conflict` with who was first."""
    how = AlertEnd.AGREED if provider else AlertEnd.SPOKEN
    _end(
        work,
        alert,
        how,
        by,
        spoke_at=talk.at,
        sealed_spoke_to=work.vault.seal(talk.to, rows.SPOKE_TO),
        sealed_agreed=work.vault.seal(talk.agreed, rows.AGREED) if talk.agreed else None,
    )


def withdrawn(work: Work, alert: Alert, reason: str, by: Responder) -> None:
    """Its practice is told at once not to act on it. Raises `errors.Conflict` with who was
    first."""
    sealed = work.vault.seal(reason, rows.REASON)
    _end(work, alert, AlertEnd.WITHDRAWN, by, sealed_reason=sealed)
    telling.practice(work, alert, NoticeKind.ALERT_WITHDRAWN)


def _end(work: Work, alert: Alert, how: AlertEnd, by: Responder | None, **more: object) -> None:
    ended = work.update(
        alert,
        col(Alert.ended_at).is_(None),
        ended_at=work.now,
        ended_as=how,
        ended_by_id=by.id if by else None,
        act_at=None,
        **more,
    )
    if not ended:
        raise already(work, alert)
    work.record(f"alert.{how}", query=alert.query_id, subject=f"alert:{alert.public_id}")
    telling.channel(work, alert)


def already(work: Work, alert: Alert) -> Conflict:
    """Of an alert that is over: how, since when, and by whom."""
    work.session.refresh(alert)
    assert alert.ended_at is not None
    zone = rows.line(work, alert).time_zone
    at = written.moment(alert.ended_at, work.now, zone)
    who = work.session.get(Responder, alert.ended_by_id) if alert.ended_by_id else None
    name = who.name if who else "The practice"
    return Conflict(f"{name} was first ({at}): {_SAID[AlertEnd(alert.ended_as or '')]}.")
