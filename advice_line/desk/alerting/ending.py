"""What ends an alert: a clinician's word by its link, somebody to whom it was spoken and who read
it back, or a responder who takes it back and says why. Who comes second hears who was first
(H10)."""

from datetime import datetime

from sqlmodel import col

from advice_line.alert_kinds import AlertAnswer, AlertEnd
from advice_line.desk.alerting import differing, ladder, rows, telling
from advice_line.errors import Conflict
from advice_line.kinds import AlertWord
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import alert_ends, phone_numbers, written
from advice_line.rules.alert_form import Talk
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Responder

_TELL_AGAIN = (
    "Whom you spoke to acts on it now: ring them again, and say that it is withdrawn. It stays on "
    "the list until somebody has."
)
_ANSWERED = {
    AlertAnswer.WILL_ACT: "a clinician there acts on it",
    AlertAnswer.CANNOT_ACT: "nobody there can act on it, which we know",
}
_SAID = {
    AlertEnd.ACKNOWLEDGED: "a clinician there acts on it",
    AlertEnd.SPOKEN: "spoken and read back",
    AlertEnd.AGREED: "agreed with who acts out of hours",
    AlertEnd.WITHDRAWN: "withdrawn",
}


def answered(work: Work, alert: Alert, answer: AlertAnswer, name: str, why: str | None) -> None:
    """By its link. A clinician who acts may come after somebody who could not, whose word stays
    beside theirs (H14), never the other way round; what is CRITICAL stays open all the same.

    Raises `errors.Conflict` with who was first: to who cannot act, who has to ring, and to another
    clinician, whose word was not added."""
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
        **_kept(work, alert, why),
    )
    if not changed and acts and _said_so(work, alert, name):
        return
    if not changed:
        raise _not_added(work, alert) if acts else _to_be_rung(work, alert)
    work.record(f"alert.{answer}", query=alert.query_id, subject=f"alert:{alert.public_id}")
    end = alert_ends.by_answer(AlertWord(alert.word), answer)
    if end is not None:
        _end(work, alert, end, None)
    elif not acts:
        ladder.ring_now(work, alert)
        telling.its_starter_too(work, alert)


def _kept(work: Work, alert: Alert, why: str | None) -> dict[str, object]:
    """Why nobody can act; or who said so before, by whom and when."""
    if why is not None:
        return {"sealed_cannot_act": work.vault.seal(why, rows.CANNOT_ACT)}
    before = rows.could_not(work, alert)
    if before is None:
        return {}
    by = work.vault.seal(before.by, rows.COULD_NOT_BY)
    return {"could_not_at": before.at, "sealed_could_not_by": by}


def _said_so(work: Work, alert: Alert, name: str) -> bool:
    """Whoever has said the same before has pressed once more."""
    stands = alert.answered_as == AlertAnswer.WILL_ACT and _answerer(work, alert) == name
    return stands and alert.ended_as in (None, AlertEnd.ACKNOWLEDGED)


def _not_added(work: Work, alert: Alert) -> Conflict:
    return Conflict(f"{_was_first(work, alert).sentence} What you wrote was not added.")


def _was_first(work: Work, alert: Alert) -> Conflict:
    return already(work, alert) if alert.ended_at else _answered_already(work, alert)


def _to_be_rung(work: Work, alert: Alert) -> Conflict:
    first = _was_first(work, alert)
    number = phone_numbers.in_groups(rows.line(work, alert).number)
    return Conflict(
        f"{first.sentence} What you wrote was not passed on. If nobody can act on it, ring us at "
        f"once: {number}."
    )


def _answered_already(work: Work, alert: Alert) -> Conflict:
    assert alert.answered_at is not None
    assert alert.answered_as is not None
    said = _ANSWERED[AlertAnswer(alert.answered_as)]
    return _first(work, alert, _answerer(work, alert), alert.answered_at, said)


def spoken(work: Work, alert: Alert, talk: Talk, by: Responder) -> Conflict | None:
    """Raises `errors.Conflict` with who was first. Where it was withdrawn meanwhile its practice
    acts on what it was just told, until somebody rings again: that, the conflict that is returned
    says, once it is kept (H04)."""
    if alert.ended_as == AlertEnd.WITHDRAWN and ladder.untold(work, alert):
        return Conflict(f"{already(work, alert).sentence} {_TELL_AGAIN}")
    how = AlertEnd.AGREED if talk.provider else AlertEnd.SPOKEN
    _end(
        work,
        alert,
        how,
        by,
        spoke_at=talk.at,
        sealed_spoke_to=work.vault.seal(talk.to, rows.SPOKE_TO),
        sealed_agreed=work.vault.seal(talk.agreed, rows.AGREED) if talk.agreed else None,
    )
    return None


def withdrawn(work: Work, alert: Alert, reason: str, by: Responder) -> None:
    """Its practice is told at once not to act on it: by a person, where no mail reaches it. Raises
    `errors.Conflict` with who was first."""
    sealed = work.vault.seal(reason, rows.REASON)
    _end(work, alert, AlertEnd.WITHDRAWN, by, sealed_reason=sealed)
    differing.alert_withdrawn(work, alert)
    if telling.practice(work, alert, NoticeKind.ALERT_WITHDRAWN):
        ladder.tells(work, alert)
    else:
        ladder.untold(work, alert)


def told(work: Work, alert: Alert, talk: Talk, by: Responder) -> None:
    """Somebody there knows by voice that it is withdrawn. Raises `errors.Conflict` with who was
    first, and where nobody has to be told."""
    done = work.update(
        alert,
        col(Alert.untold_at).is_not(None),
        col(Alert.told_by_id).is_(None),
        told_by_id=by.id,
        spoke_at=talk.at,
        sealed_spoke_to=work.vault.seal(talk.to, rows.SPOKE_TO),
        act_at=None,
    )
    if not done:
        raise _told_already(work, alert)
    work.record("alert.told", query=alert.query_id, subject=f"alert:{alert.public_id}")


def _told_already(work: Work, alert: Alert) -> Conflict:
    work.session.refresh(alert)
    if alert.told_by_id is None or alert.spoke_at is None:
        return Conflict("Nobody has to be told by voice that this alert is withdrawn.")
    who = work.session.get_one(Responder, alert.told_by_id).name
    return _first(work, alert, who, alert.spoke_at, "the practice knows that it is withdrawn")


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


def already(work: Work, alert: Alert) -> Conflict:
    """Of an alert that is over: how, since when, and by whom."""
    work.session.refresh(alert)
    assert alert.ended_at is not None
    who = work.session.get(Responder, alert.ended_by_id) if alert.ended_by_id else None
    name = who.name if who else _answerer(work, alert)
    return _first(work, alert, name, alert.ended_at, _SAID[AlertEnd(alert.ended_as or "")])


def _answerer(work: Work, alert: Alert) -> str:
    return rows.opened(work, alert.sealed_answered_by, rows.ANSWERED_BY) or "The practice"


def _first(work: Work, alert: Alert, name: str, at: datetime, said: str) -> Conflict:
    when = written.moment(at, work.now, rows.line(work, alert).time_zone)
    return Conflict(f"{name} was first ({when}): {said}.")
