"""An alert that nobody has ended climbs (H04, H22). Its `act_at` stands as long as it does: time
never ends an alert. So does one of whose withdrawal its practice may not know."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import col

from advice_line.alert_kinds import AlertEnd, AlertRung
from advice_line.desk.alerting import rows, telling
from advice_line.desk.due_rows import DueRows
from advice_line.kinds import AlertWord
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import alert_ladder
from advice_line.rules.alert_form import Draft
from advice_line.rules.alert_ladder import Places, Standing, Step
from advice_line.tables.alerts import Alert


def climbing(ledger: Ledger) -> DueRows:
    """Alerts, each up its ladder."""
    return DueRows(ledger, Alert, "act_at", climb)


def climb(work: Work, alert_id: int) -> bool:
    """Do what is due; False when another worker has, or somebody has ended it meanwhile."""
    alert = rows.locked(work, alert_id)
    if alert.act_at is None or alert.act_at > work.now:
        return False
    if alert.ended_at is not None and not rows.is_untold(alert):
        return untold(work, alert)
    places = _places(work, alert)
    step = alert_ladder.due_now(rows.standing(alert), places, work.now)
    if step is None:
        due = alert_ladder.next_due(rows.standing(alert), places, work.now)
        return work.update(alert, act_at=due.at)
    return _step(work, alert, step)


def left(work: Work, alert: Alert) -> None:
    """Its mail has left late: from now on it is followed as one that may be read."""
    if alert.ended_at is None and alert.rung < AlertRung.RING and alert.act_at is not None:
        due = alert_ladder.next_due(rows.standing(alert), _places(work, alert), work.now)
        work.update(alert, act_at=due.at)


def tells(work: Work, alert: Alert) -> None:
    """Word of its withdrawal is on its way; where it does not leave, somebody rings."""
    within = alert_ladder.WITHDRAWAL_LEFT_WITHIN
    at = alert_ladder.told_by(AlertWord(alert.word), _places(work, alert), work.now, within)
    work.update(alert, rung=AlertRung.SENT, act_at=at)


def untold(work: Work, alert: Alert) -> bool:
    """Its practice may not know that it is withdrawn: somebody rings at once (H04)."""
    places, word = _places(work, alert), AlertWord(alert.word)
    by = alert_ladder.told_by(word, places, work.now, alert_ladder.TOLD_WITHIN)
    unknown = (col(Alert.ended_as) == AlertEnd.WITHDRAWN, col(Alert.untold_at).is_(None))
    if not work.update(alert, *unknown, untold_at=work.now, tell_by_at=by, rung=AlertRung.SENT):
        return False
    work.record("alert.untold", query=alert.query_id, subject=f"alert:{alert.public_id}")
    return _step(work, alert, alert_ladder.to_ring(rows.standing(alert), places, work.now))


def begin(work: Work, alert: Alert) -> None:
    """From when it was started; what is CRITICAL is rung about at once."""
    due = alert_ladder.next_due(rows.standing(alert), _places(work, alert), work.now)
    if due.at > work.now:
        work.update(alert, act_at=due.at)
    else:
        _step(work, alert, due.step)


def ring_now(work: Work, alert: Alert) -> None:
    """Its mail came to nothing, or nobody there can act: somebody rings at once."""
    if alert.ended_at is None and alert.rung < AlertRung.RING:
        step = alert_ladder.to_ring(rows.standing(alert), _places(work, alert), work.now)
        _step(work, alert, step)


def _step(work: Work, alert: Alert, step: Step) -> bool:
    """There is always a next one, and never in the past."""
    reached = replace(
        rows.standing(alert),
        rung=max(AlertRung(alert.rung), _RUNGS[step]),
        provider=_PROVIDER.get(step, alert.provider),
    )
    following = alert_ladder.next_due(reached, _places(work, alert), work.now)
    at = max(following.at, work.now)
    work.update(alert, act_at=at, rung=reached.rung, provider=reached.provider)
    subject = f"alert:{alert.public_id}"
    work.record("alert.climbed", query=alert.query_id, subject=subject, step=step)
    _DO[step](work, alert)
    return True


def _places(work: Work, alert: Alert) -> Places:
    return rows.places(work, rows.line(work, alert), rows.practice(work, alert))


def _remind(work: Work, alert: Alert) -> None:
    """Its practice; where that has no address a person rings."""
    if not telling.practice(work, alert, NoticeKind.ALERT_REMINDER):
        ring_now(work, alert)


_RUNGS: dict[Step, AlertRung] = {
    Step.REMIND: AlertRung.REMINDED,
    Step.RING_PRACTICE: AlertRung.RING,
    Step.RING_PROVIDER: AlertRung.RING,
    Step.LEAD: AlertRung.LEAD,
}
_PROVIDER = {Step.RING_PRACTICE: False, Step.RING_PROVIDER: True}
_DO: dict[Step, Callable[[Work, Alert], None]] = {
    Step.REMIND: _remind,
    Step.RING_PRACTICE: telling.on_it,
    Step.RING_PROVIDER: telling.on_it,
    Step.LEAD: telling.on_it,
}


def rings_provider(draft: Draft, places: Places, work: Work) -> bool:
    """Whether an alert that was started now would be for who acts for its practice out of hours
    (H22)."""
    alert = Standing(draft.word, work.now, work.now)
    return alert_ladder.to_ring(alert, places, work.now) is Step.RING_PROVIDER
