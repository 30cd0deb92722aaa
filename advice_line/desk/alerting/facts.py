"""What becomes of the mail that carries an alert: each fact by itself, and a loss somebody's to
ring about at once (H04)."""

from sqlmodel import col

from advice_line.desk.alerting import ladder, rows
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.tables.alerts import Alert
from advice_line.tables.ledger import Outgoing

_OF_IT = frozenset({NoticeKind.ALERT, NoticeKind.ALERT_REMINDER})
# To a practice about an alert, each with a row's id of it.
TO_PRACTICE = _OF_IT | {NoticeKind.ALERT_WITHDRAWN}
# Also what is told of one to people of the service.
_OF_ALERTS = TO_PRACTICE | {NoticeKind.ALERT_OWED, NoticeKind.ALERT_SHOWN}


def sent(work: Work, slip: Slip) -> None:
    """Handed to whoever carries it, which is not yet delivered."""
    if slip.subject_id is None:
        return
    if slip.kind == NoticeKind.ALERT:
        alert = rows.locked(work, slip.subject_id)
        open_still = col(Alert.ended_at).is_(None)
        at = alert.sent_at or work.now
        if work.update(alert, open_still, sent_at=at, failed_at=None, failure=None):
            ladder.left(work, alert)
    if slip.kind == NoticeKind.ALERT_WITHDRAWN:
        alert = rows.locked(work, slip.subject_id)
        waits = alert.act_at if rows.is_untold(alert) else None
        work.update(alert, withdrawal_sent_at=work.now, act_at=waits)


def delivered(work: Work, row: Outgoing) -> None:
    """By the word of the server that took it, which is not that anybody has read it."""
    if row.kind in _OF_IT:
        own = col(Alert.id) == row.subject_id
        work.change(Alert, own, col(Alert.delivered_at).is_(None), delivered_at=work.now)


def lost(work: Work, slip: Slip, code: str) -> None:
    """It came to nothing: somebody rings the practice."""
    if slip.kind not in TO_PRACTICE or slip.subject_id is None:
        return
    alert = rows.locked(work, slip.subject_id)
    if slip.kind == NoticeKind.ALERT_WITHDRAWN:
        ladder.untold(work, alert)
        return
    work.update(alert, failed_at=work.now, failure=code)
    work.record("alert.lost", query=alert.query_id, subject=f"alert:{alert.public_id}")
    ladder.ring_now(work, alert)


def address(work: Work, row: Outgoing) -> str | None:
    """To which such a mail went, in lower case."""
    alert = work.session.get(Alert, row.subject_id)
    return ((rows.practice(work, alert).email or "").lower() or None) if alert else None


def practice_of(work: Work, row: Outgoing) -> int | None:
    """Of such a mail."""
    alert = work.session.get(Alert, row.subject_id) if row.kind in TO_PRACTICE else None
    return alert.organisation_id if alert else None


def line_of(work: Work, row: Outgoing) -> int | None:
    """That of the alert, whatever its row tells and whom."""
    alert = work.session.get(Alert, row.subject_id) if row.kind in _OF_ALERTS else None
    return alert.line_id if alert else None


def query_of(work: Work, row: Outgoing) -> int | None:
    """That of the alert which such a mail carried, where it is about one."""
    if row.kind not in TO_PRACTICE:
        return None
    alert = work.session.get(Alert, row.subject_id)
    return alert.query_id if alert else None


def away(work: Work, row: Outgoing) -> None:
    """A machine says that nobody is there to read it: the same."""
    if row.kind in TO_PRACTICE and row.subject_id is not None:
        alert = rows.locked(work, row.subject_id)
        work.record("alert.reader_away", query=alert.query_id, subject=f"alert:{alert.public_id}")
        if row.kind == NoticeKind.ALERT_WITHDRAWN:
            ladder.untold(work, alert)
        else:
            ladder.ring_now(work, alert)
