"""At the times that a line names, who is on and the office hear what waits for a person; what was
not cleared by the time after climbs to the lead."""

from datetime import datetime

from sqlmodel import col, func, select

from advice_line.desk.mailbox import waiting
from advice_line.desk.owed import telling
from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel
from advice_line.rules import mail_times
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.mails import Mail, MailClearing
from advice_line.trust.roles import SYSTEM, Action, require

WITH_LEAD = 2


class Digests:
    def __init__(self, ledger: Ledger, *, mail: bool) -> None:
        """`mail` says whether mail can leave: the office is written to, else texted."""
        self._ledger = ledger
        self._office_by = OutChannel.EMAIL if mail else OutChannel.SMS

    def tell(self) -> int:
        """How many lines were told; a time that passed while no worker ran is told once, late."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            lines = lookups.lines(work.session)
            due = [(line, at) for line in lines if (at := self._due(work, line)) is not None]
        return sum(self._tell(line, at) for line, at in due)

    def climb(self) -> int:
        """How many mails have climbed."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            late = self._late(work)
        return sum(self._climb(line_id) for line_id in dict.fromkeys(late))

    def next_climb(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            found: datetime | None = work.session.exec(
                select(func.min(Mail.act_at)).where(*waiting.IN_QUARANTINE)
            ).one()
            return found

    def _due(self, work: Work, line: Line) -> datetime | None:
        calendar = on_duty.calendar(work.session, line.key)
        at = mail_times.latest(calendar, mail_times.times(line.mail), work.now)
        if at is None:
            return None
        told = select(MailClearing.id).where(
            col(MailClearing.line_id) == line.id, col(MailClearing.at) == at
        )
        return None if work.session.exec(told).first() is not None else at

    def _tell(self, line: Line, at: datetime) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            row = {"line_id": line.id, "at": at, "told_at": work.now}
            if not insert_once(work.session, MailClearing, ("line_id", "at"), **row):
                return 0
            if waiting.of_line(work, line, at).nothing:
                return 0
            for person, way in self._people(work, line):
                telling.responder(
                    work,
                    NoticeKind.MAIL_DIGEST,
                    person.id or 0,
                    once=f"{line.key}:{at.isoformat()}",
                    query=None,
                    subject=line.id,
                    way=way,
                )
            return 1

    def _people(self, work: Work, line: Line) -> list[tuple[Responder, OutChannel]]:
        """Each once: who is on by text, and the office."""
        on = on_duty.first_tier(work.session, line.key, work.now)
        office = on_duty.with_role(work.session, Role.COORDINATOR, line.key)
        known = {each.id for each in on}
        return [
            *((each, OutChannel.SMS) for each in on),
            *((each, self._office_by) for each in office if each.id not in known),
        ]

    def _late(self, work: Work) -> list[int]:
        statement = select(Mail.line_id).where(
            *waiting.IN_QUARANTINE, col(Mail.act_at) <= work.now, col(Mail.line_id).is_not(None)
        )
        return [each or 0 for each in work.session.exec(statement)]

    def _climb(self, line_id: int) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            line = work.session.get_one(Line, line_id)
            calendar = on_duty.calendar(work.session, line.key)
            times = mail_times.times(line.mail)
            count = work.change(
                Mail,
                *waiting.IN_QUARANTINE,
                col(Mail.line_id) == line_id,
                col(Mail.act_at) <= work.now,
                act_at=mail_times.following(calendar, times, work.now),
                rung=WITH_LEAD,
            )
            if count:
                work.record("mail.uncleared", subject=f"line:{line.key}", mails=count)
                self._tell_leads(work, line)
            return count

    def _tell_leads(self, work: Work, line: Line) -> None:
        for person in on_duty.leads(work.session, line.key, work.now):
            telling.responder(
                work,
                NoticeKind.MAIL_UNCLEARED,
                person.id or 0,
                once=f"{line.key}:{work.now.isoformat()}",
                query=None,
                subject=line.id,
            )
