"""What can be the matter with the fictional line while somebody tries it: its server does not
answer, everybody on duty is finishing a scan, or time is to pass."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import col, func, select

from advice_line.demo import fictional
from advice_line.demo.doings import Doings
from advice_line.demo.jumps import JUMPS
from advice_line.demo.passing_time import Passing
from advice_line.demo.stage import Stage
from advice_line.demo.tour import Reached
from advice_line.desk.interruptions.quiet_windows import QuietWindows
from advice_line.desk.outage import silences
from advice_line.errors import Conflict
from advice_line.kinds import PromiseState
from advice_line.ledger.work import Work
from advice_line.staffing import on_duty
from advice_line.staffing.exchange import setting_up
from advice_line.tables.directory import Line
from advice_line.tables.quiet import QuietWindow
from advice_line.tables.tasks import Promise
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.phones import picks_up

QUIET_MINUTES = 3
# The carrier's list is read every five minutes.
PASSES = timedelta(minutes=5)
LONGEST = timedelta(minutes=45)
_STEP_SECONDS = 5.0
_RECORDING = select(Line.recording).where(col(Line.key) == fictional.LINE)
_GOES_ON = "A call is going on: time passes by itself."
# The carrier dates its list by whole seconds.
_A_SECOND = timedelta(seconds=1)


@dataclass
class Situations:
    """`skip` moves the service's clock, where it is not the carrier's; `missed_at` is when somebody
    rang of whom the line knows nothing yet."""

    stage: Stage
    skip: Callable[[float], None] = lambda _seconds: None
    missed_at: datetime | None = None

    def __post_init__(self) -> None:
        self._passing = Passing(self.stage, self.skip)

    @property
    def stopped(self) -> bool:
        return not self.stage.power.on

    def each(self) -> Mapping[str, Callable[[], str]]:
        """What the page's buttons do, by their names."""
        return {
            "stop": self.stop,
            "start": self.start,
            "quiet": self.quiet,
            "free": self.free,
            "record": self.record,
            "unrecord": self.unrecord,
            "pass": self.passes,
            **{each: partial(self.jumps, each) for each in JUMPS},
        }

    def missed(self, found: Reached) -> bool:
        """Whether somebody rang of whom the line still knows nothing."""
        known = found.received_at if found.missed else None
        if known and self.missed_at and known >= self.missed_at - _A_SECOND:
            self.missed_at = None
        return self.missed_at is not None

    def shown(self, work: Work) -> dict[str, bool]:
        """SITUATION of the page."""
        return {
            "stopped": self.stopped,
            "quiet": _is_quiet(work),
            "recorded": work.session.exec(_RECORDING).one(),
        }

    def stop(self) -> str:
        """Nothing reaches the line, and it does nothing; the carrier's own document answers who
        rings."""
        self.stage.phones.behaves(fictional.SWITCHBOARD, picks_up())
        silences.server_answers(self.stage.service.ledger)
        self.stage.power.on = False
        said = "The server does not answer any more, and none of its other pages can be reached."
        return said if self._passing.live() else f"{said} Press Call on the GP’s phone."

    def start(self) -> str:
        """As a server does that starts."""
        silences.server_starts(self.stage.service.ledger)
        self.stage.power.on = True
        return "The server is back."

    def ringing(self) -> None:
        """Somebody rings now."""
        if self.stopped:
            self.missed_at = self.stage.phones.now()

    def quiet(self) -> str:
        """Whoever is on duty finishes a scan; who has had as many as may be goes on being rung."""
        windows, people = QuietWindows(self.stage.service.ledger), Doings(self.stage)
        for key in people.on_duty():
            try:
                windows.begin(people.actor(key), QUIET_MINUTES, secrets.token_urlsafe(16))
            except Conflict as error:
                return error.sentence
        return (
            f"Everybody on duty finishes a scan for {QUIET_MINUTES} minutes. "
            "Ring, and press 2 twice: the GP waits in the queue. 1 rings them all the same."
        )

    def free(self) -> str:
        windows, people = QuietWindows(self.stage.service.ledger), Doings(self.stage)
        for key in people.on_duty():
            windows.end(people.actor(key))
        return "Everybody on duty takes calls again."

    def record(self) -> str:
        self._set_up(recorded=True)
        return (
            "Talks are recorded from the next call on. Who rings hears so; a responder may press 5 "
            "instead of 1 to talk unrecorded, and pauses by the star in the talk."
        )

    def unrecord(self) -> str:
        self._set_up(recorded=False)
        return "From the next call on no talk is recorded."

    def _set_up(self, *, recorded: bool) -> None:
        """By the line's setup file, as a site does it."""
        ledger = self.stage.service.ledger
        with ledger.look("demo") as work:
            nation = on_duty.calendar(work.session, fictional.LINE).nation
        text = fictional.line_text(nation, self.stage.record, recorded=recorded)
        setting_up.set_up(ledger, text, by=SYSTEM, reason="Only whether talks are recorded.")

    def passes(self) -> str:
        """Until the line rings somebody back by itself, or for a few minutes."""
        until = self._until()
        if self._passing.live():
            return _GOES_ON
        while self.stage.phones.now() < until and not self._passing.live():
            self.skip(_STEP_SECONDS)
            self.stage.phones.advance(_STEP_SECONDS)
        return "Time has passed."

    def jumps(self, jump: str) -> str:
        """As far as one of `JUMPS`, or until a telephone rings."""
        if self.stopped:
            return "Let the server come back first: while it is away nothing of it is done."
        if self._passing.live():
            return _GOES_ON
        ledger = self.stage.service.ledger
        with ledger.look("demo") as work:
            calendar, now = on_duty.calendar(work.session, fictional.LINE), work.now
        if self._passing.until(JUMPS[jump](calendar, now)):
            return "Time has passed, and what fell due was done when it was due."
        return "A telephone rings, so time stands here. Answer it, or let it ring and go on."

    def _until(self) -> datetime:
        now = self.stage.phones.now()
        with self.stage.service.ledger.look("demo") as work:
            at = work.session.exec(
                select(func.min(Promise.ring_at)).where(
                    col(Promise.state) == PromiseState.OPEN, col(Promise.ring_at) > now
                )
            ).one()
        # A little more, so that what is due has come.
        wanted = at + timedelta(seconds=_STEP_SECONDS) if at else now + PASSES
        return min(wanted, now + LONGEST)


def _is_quiet(work: Work) -> bool:
    windows = select(QuietWindow).where(col(QuietWindow.ends_at) > work.now)
    return work.session.exec(windows).first() is not None
