"""The card of an alert in its line's channel: its word, its reference and how it stands, made from
the rows as they are. No patient, no practice and nobody's words (H07)."""

import hashlib

from advice_line.desk.alerting import rows
from advice_line.kinds import AlertWord
from advice_line.ledger.work import Work
from advice_line.ports.chat import ChatNotice, Moment
from advice_line.rules import alert_notices, chat_words
from advice_line.tables.alerts import Alert
from advice_line.tables.chat import AlertCard


def card(work: Work, alert: Alert, public_url: str) -> ChatNotice:
    due = _due(work, alert)
    lines = alert_notices.shown_in_channel(
        alert.reference,
        AlertWord(alert.word),
        rows.state(alert),
        late=due is not None and due.at < work.now,
    )
    link = f"{public_url}/alerts/{alert.reference}"
    return ChatNotice(lines, link, chat_words.PAGE_LABEL, due)


def digest(of: ChatNotice) -> str:
    """By which a card that shows the same is told; the words of its time depend on the day on which
    they are said, and do not count."""
    shown = (of.lines, of.due.at.isoformat() if of.due else "")
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


def of(work: Work, alert: Alert) -> AlertCard | None:
    """In its line's channel as that is now: where it was another's, what is open is shown anew.
    None where the line has none."""
    channel, row = rows.line(work, alert).slack_channel, work.session.get(AlertCard, alert.id)
    if channel is None:
        return None
    if row is None:
        return work.add(AlertCard(alert_id=alert.id or 0, channel=channel))
    if row.channel != channel and is_open(alert):
        work.update(row, channel=channel, message=None, shown=None)
    return row


def is_open(alert: Alert) -> bool:
    return alert.ended_at is None or rows.is_untold(alert)


def _due(work: Work, alert: Alert) -> Moment | None:
    if not is_open(alert):
        return None
    at = rows.standing(alert).deadline_at
    return Moment(at, chat_words.due(at, work.now, rows.line(work, alert).time_zone))
