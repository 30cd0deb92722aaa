"""What the calendar does by itself for teaching: when it did and will, what it did, and to have it
done now. Each job stands being done again: nothing of it is told or made twice."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.errors import NotFound
from advice_line.ledger import due, inbox
from advice_line.ledger.work import Ledger
from advice_line.tables.ledger import CalendarJob
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
# In the order of a month: a meeting, its cases, what is told of it.
NAMES = (
    "meetings_planned",
    "meeting_invitations",
    "pack_ahead",
    "case_chasers",
    "meeting_actions",
    "digest_drafts",
    "digest_reminders",
    "quarter_letters",
    "guidance_reviews",
    "guidance_gaps",
    "gaps_told",
)


@dataclass(frozen=True)
class Dated:
    """`next_at` is None while no worker has put it on the calendar, as where no mail can leave;
    `done` is how much it did at `last_at`, None where it never came to its end. `at_work`: a worker
    has it in hand, or was killed doing it, and `next_at` is when another takes it up."""

    name: str
    last_at: datetime | None
    next_at: datetime | None
    done: int | None
    at_work: bool


@dataclass(frozen=True)
class Calendar:
    jobs: tuple[Dated, ...]
    now: datetime


class Jobs:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor) -> Calendar:
        require(by, Action.RUN_JOBS)
        with self._ledger.look(by.label) as work:
            rows = {name: work.session.get(CalendarJob, name) for name in NAMES}
            found = tuple(_dated(name, row) for name, row in rows.items())
            work.let_go()
            return Calendar(found, work.now)

    def run(self, by: Actor, name: str, token: str) -> bool:
        """It is due now, and the next worker that looks does it. False where it is due already or
        in hand, or on no calendar. Raises `errors.NotFound`."""
        require(by, Action.RUN_JOBS)
        if name not in NAMES:
            raise NotFound("There is no such job.")
        with self._ledger.work(by.label) as work:
            if not inbox.receive(work, PAGE, token) or not due.bring_forward(work, name):
                return False
            work.record("job.asked", subject=f"job:{name}")
            return True


def _dated(name: str, row: CalendarJob | None) -> Dated:
    if row is None:
        return Dated(name, None, None, None, at_work=False)
    return Dated(name, row.last_run_at, row.next_due, row.done, at_work=due.in_hand(row))
