"""Owners are reminded of pages that are due for review, and leads of what is overdue (H25)."""

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.directory.guidance import rows
from advice_line.guidance_kinds import GuidanceState
from advice_line.kinds import Role
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.rules import review_reminders
from advice_line.rules.review_reminders import Reminder
from advice_line.tables.directory import Responder
from advice_line.tables.guidance import Guidance
from advice_line.trust import granted
from advice_line.trust.roles import SYSTEM, Action, require
from rota import hours, store

_WEEKEND = 5


class Reviewing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def remind(self) -> int:
        """How many pages somebody was reminded of. Each reminder is told once, however often this
        runs, on a working day of the page's line."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            statement = select(Guidance).where(
                col(Guidance.state) == GuidanceState.PUBLISHED,
                col(Guidance.review_on) <= rows.today(work) + review_reminders.BEFORE * 2,
            )
            return sum(self._remind(work, each) for each in work.session.exec(statement).all())

    def _remind(self, work: Work, row: Guidance) -> bool:
        lines = lookups.lines(work.session)
        line = next((each for each in lines if row.line_id in (None, each.id)), None)
        if line is None:
            return False
        calendar = store.load(work.session, line.key).calendar
        today = rows.today(work, line)
        due = review_reminders.due(
            row.review_on,
            today,
            lambda day: day.weekday() < _WEEKEND and hours.day_off(calendar, day) is None,
        )
        if due is None:
            return False
        told = [_tell(work, row, each, due) for each in _who(work, row, line.key, due)]
        return any(told)


def _who(work: Work, row: Guidance, line: str, due: Reminder) -> list[Responder]:
    """Its owner; the service leads too where it is overdue, and where it has no owner here."""
    people = lookups.responders(work.session)
    owner = [each for each in people if each.id == row.owner_id]
    leads = [each for each in people if Role.SERVICE_LEAD in granted.on(each, line)]
    meant = owner if owner and not due.to_leads else [*owner, *leads]
    return list({each.key: each for each in meant}.values())


def _tell(work: Work, row: Guidance, person: Responder, due: Reminder) -> bool:
    """Whether it is told now; what was told already is not told again."""
    return outbox.put(
        work,
        NoticeKind.GUIDANCE_REVIEW,
        once=f"{NoticeKind.GUIDANCE_REVIEW}:{person.id}:{row.key}:{row.review_on}:{due.stage}:{due.on}",
        channel=OutChannel.EMAIL,
        recipient=Recipient.RESPONDER,
        person=person.id,
        subject=row.id,
    )
