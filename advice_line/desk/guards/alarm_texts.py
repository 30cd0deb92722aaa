"""What an alarm's text and mail say, made from its row when they are sent; one that has been mended
meanwhile is told all the same, for it may come again."""

from advice_line.call_kinds import AlarmKind
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import alarm_notices
from advice_line.tables.directory import Line, Responder
from advice_line.tables.outage import Alarm

PAGE = "/service"


def text(work: Work, slip: Slip, url: str) -> str:
    alarm = work.session.get_one(Alarm, slip.subject_id)
    return alarm_notices.text(
        AlarmKind(alarm.kind), _name(work, alarm), alarm.facts, f"{url}{PAGE}"
    )


def mail(work: Work, slip: Slip, url: str) -> tuple[Line, str, str, str]:
    """The line that writes, to whom, subject and words."""
    alarm = work.session.get_one(Alarm, slip.subject_id)
    kind, named = AlarmKind(alarm.kind), _name(work, alarm)
    words = alarm_notices.mail(kind, named, alarm.facts, f"{url}{PAGE}")
    to = work.session.get_one(Responder, slip.person_id).email
    return _line(work, alarm), to, alarm_notices.SUBJECT, words


def _name(work: Work, alarm: Alarm) -> str | None:
    return _line(work, alarm).name if alarm.line_id else None


def _line(work: Work, alarm: Alarm) -> Line:
    if alarm.line_id is None:
        return lookups.lines(work.session)[0]
    return work.session.get_one(Line, alarm.line_id)


TEXTS = {NoticeKind.SERVICE_ALARM: text}
