"""What waits for a person: mails in quarantine, mails to open by hand, questions nobody has."""

from datetime import datetime

from sqlmodel import col, func, select

from advice_line.directory import within
from advice_line.kinds import Channel, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.rules import mail_times
from advice_line.rules.mail_notices import ToClear
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.mails import Mail
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import Action, Actor
from advice_line.written_kinds import MailFate

IN_QUARANTINE = (col(Mail.fate) == MailFate.QUARANTINE, col(Mail.cleared_at).is_(None))
_WRITTEN = (Channel.EMAIL, Channel.FORM, Channel.CHAT, Channel.API)


def quarantined(work: Work, mail: Mail) -> None:
    """From now on it is a person's, and climbs where nobody clears it."""
    line = work.session.get_one(Line, mail.line_id)
    calendar = on_duty.calendar(work.session, line.key)
    at = mail_times.climbs_at(calendar, mail_times.times(line.mail), work.now)
    work.update(mail, act_at=at)


def count(work: Work, by: Actor) -> int:
    """How many mails of their lines nobody has cleared."""
    own = within.of_theirs(work.session, by, Action.SEE_PROBLEMS, Mail.line_id)
    return work.session.exec(select(func.count()).where(*IN_QUARANTINE, own)).one()


def of_line(work: Work, line: Line, before: datetime) -> ToClear:
    """Of what has come before that."""
    quarantine = select(func.count()).where(
        *IN_QUARANTINE, col(Mail.line_id) == line.id, col(Mail.fetched_at) < before
    )
    return ToClear(
        quarantine=work.session.exec(quarantine).one(),
        unreadable=_owed(work, line, TaskKind.UNREADABLE_MAIL, before),
        untaken=_owed(work, line, TaskKind.ANSWER_QUERY, before),
    )


def _owed(work: Work, line: Line, kind: TaskKind, before: datetime) -> int:
    statement = (
        select(func.count())
        .select_from(Task)
        .join(Query, col(Query.id) == col(Task.query_id))
        .where(
            col(Task.kind) == kind,
            col(Task.state) == TaskState.OPEN,
            col(Task.made_at) < before,
            col(Query.line_id) == line.id,
            col(Query.channel).in_(_WRITTEN),
        )
    )
    if kind is TaskKind.ANSWER_QUERY:
        statement = statement.where(col(Query.owner_id).is_(None))
    return work.session.exec(statement).one()
