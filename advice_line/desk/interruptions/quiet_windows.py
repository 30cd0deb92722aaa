"""A responder's quiet windows: who is finishing a scan is not rung for what can wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.interruptions import interrupting
from advice_line.directory import lookups
from advice_line.errors import Conflict
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import quiet
from advice_line.rules.interruptions import Interruptions
from advice_line.rules.quiet import Window
from advice_line.staffing import shifts
from advice_line.tables.directory import Responder
from advice_line.tables.quiet import QuietWindow
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"


@dataclass(frozen=True)
class Stretch:
    """The duty that a responder is on now: since when, what it has cost them so far, until when
    they are quiet and how many windows they have had."""

    since: datetime
    interruptions: Interruptions
    quiet_until: datetime | None
    windows: int


@dataclass(frozen=True)
class OfLine:
    """The same of everybody who is on a line at an instant, as their manager sees it."""

    tier: str
    person: str
    since: datetime
    until: datetime
    interruptions: Interruptions


class QuietWindows:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def stretch(self, by: Actor) -> Stretch | None:
        """None while they are not on duty."""
        require(by, Action.CLAIM)
        with self._ledger.look(by.label) as work:
            me, began = _on_duty(work, by)
            if me is None or began is None:
                return None
            windows = _since(work, me, began)
            current = _current(work, windows)
            return Stretch(
                since=began,
                interruptions=interrupting.between(work, me.id or 0, began, work.now),
                quiet_until=current.ends_at if current else None,
                windows=len(windows),
            )

    def begin(self, by: Actor, minutes: int, token: str) -> datetime:
        """From now for so long, or prolonged where one holds; returns until when. Raises
        `errors.Conflict` for who is not on duty or has had as many as there may be."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            me, began = _on_duty(work, by)
            if me is None or began is None:
                raise Conflict("You are not on duty, so nobody is put through to you.")
            windows = _since(work, me, began)
            current = _current(work, windows)
            until = quiet.ends(_window(current), minutes, work.now)
            if not inbox.receive(work, PAGE, token):
                return current.ends_at if current else until
            self._keep(work, me, windows, current, until)
            work.record("quiet.begun", subject=f"responder:{me.key}", until=until.isoformat())
            return until

    def _keep(
        self,
        work: Work,
        me: Responder,
        windows: Sequence[QuietWindow],
        current: QuietWindow | None,
        until: datetime,
    ) -> None:
        if current is not None:
            work.update(current, ends_at=until)
            return
        if len(windows) >= quiet.MOST:
            raise Conflict(
                f"You have had {quiet.MOST} quiet windows on this shift. Calls ring you from now "
                "on; somebody may take over from you on the rota."
            )
        work.add(QuietWindow(responder_id=me.id or 0, begins_at=work.now, ends_at=until))

    def end(self, by: Actor) -> None:
        """Calls ring again from now on."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            ended = work.change(
                QuietWindow,
                col(QuietWindow.responder_id) == by.responder_id,
                col(QuietWindow.ends_at) > work.now,
                ends_at=work.now,
            )
            if ended:
                work.record("quiet.ended")


class InterruptionsOfLine:
    """What a line's duty costs those who are on it, for its managers and by command."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def at(self, by: Actor, line_key: str, at: datetime) -> list[OfLine]:
        """Raises `rota.errors.UnknownLine`, and `errors.NotFound` for a line that is not theirs."""
        require(by, Action.CHANGE_ROTA, line_key)
        with self._ledger.look(by.label) as work:
            return [
                OfLine(
                    tier=each.tier,
                    person=each.person.key,
                    since=each.since,
                    until=each.until,
                    interruptions=interrupting.between(
                        work, each.person.id or 0, each.since, each.until
                    ),
                )
                for each in shifts.stretches(work.session, line_key, at)
            ]


def _on_duty(work: Work, by: Actor) -> tuple[Responder | None, datetime | None]:
    me = lookups.responder(work.session, by.responder_id or 0)
    return me, shifts.began(work.session, me.key, work.now) if me else None


def _since(work: Work, me: Responder, began: datetime) -> list[QuietWindow]:
    statement = select(QuietWindow).where(
        col(QuietWindow.responder_id) == me.id, col(QuietWindow.begins_at) >= began
    )
    return list(work.session.exec(statement))


def _current(work: Work, windows: Sequence[QuietWindow]) -> QuietWindow | None:
    return next((each for each in windows if each.ends_at > work.now), None)


def _window(row: QuietWindow | None) -> Window | None:
    return None if row is None else Window(row.begins_at, row.ends_at)
