"""Who came to a meeting is kept as long as a certificate may be asked for, and goes then."""

from datetime import timedelta

from sqlmodel import select

from advice_line.data_kinds import Kept
from advice_line.data_life.running import Deleting
from advice_line.ledger.work import Ledger
from advice_line.rules import retention
from advice_line.tables.directory import Line, Responder
from advice_line.tables.meetings import Attendance
from tests.data_life import world as worlds
from tests.education.held import held


def test_the_names_of_who_came_go_with_their_class(ledger: Ledger) -> None:
    worlds.populate(ledger, 1, queries=1, holds=False)
    kept = timedelta(days=retention.DAYS[Kept.ATTENDANCE])
    with ledger.work("test") as work:
        line = work.session.exec(select(Line.id)).one() or 0
        person = work.session.exec(select(Responder.id)).one() or 0
        then = work.now - kept
        meeting = held(work, line, person, then, then)
        for name, at in (("Old", then - timedelta(hours=1)), ("Young", then + timedelta(hours=1))):
            row = Attendance(
                meeting_id=meeting.id or 0, browser_mark=name, name=name, role="GP", in_at=at
            )
            work.add(row)
    Deleting(ledger).run()
    with ledger.look("test") as work:
        assert list(work.session.exec(select(Attendance.name))) == ["Young"]
