"""The waits board's door: what anybody may read of it, and how the radiology office keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from advice_line.directory import lookups, within
from advice_line.directory.waits import files, standing
from advice_line.errors import Conflict, NotFound
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import waits, waits_given, waits_rows
from advice_line.rules.waits import Age, Board
from advice_line.rules.waits_given import Given
from advice_line.tables.directory import Line
from advice_line.tables.waits import WaitsBoard
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
MOST_VERSIONS = 100


@dataclass(frozen=True)
class Version:
    """`by` is who entered it, "" of a command; `origin` is page, file or command."""

    id: str
    board: Board
    origin: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Shown:
    """What stands for a line, None before anything was entered; `age` and `today` by the local day
    of the line."""

    line: Line
    version: Version | None
    age: Age | None
    today: date
    now: datetime


@dataclass(frozen=True)
class Kept(Shown):
    """The same for those who keep it: `versions` are all there were, the newest first."""

    lines: tuple[Line, ...]
    versions: tuple[Version, ...]


class KeepingWaits:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def shown(self, key: str) -> Shown:
        """For anybody. Raises `errors.NotFound`."""
        with self._ledger.look("public") as work:
            return _shown(work, _line(lookups.lines(work.session), key))

    def any_for(self, key: str) -> bool:
        """Whether there are figures that can be shown."""
        return self.shown(key).age in (Age.CURRENT, Age.STALE)

    def kept(self, by: Actor, key: str | None) -> Kept:
        """Of the line of this key, or the first. Raises `errors.NotFound`."""
        require(by, Action.CHANGE_WAITS)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.CHANGE_WAITS)
            line = _line(lines, key)
            return Kept(
                **vars(_shown(work, line)),
                lines=tuple(lines),
                versions=tuple(map(_version, _versions(work, line))),
            )

    def look_through(self, by: Actor, data: bytes) -> Given:
        """What a CSV or XLSX file says; nothing is kept of it. Raises `errors.Invalid`."""
        require(by, Action.CHANGE_WAITS)
        return files.read(data)

    def check(self, by: Actor, key: str, given: Given) -> Board:
        """Raises `errors.Invalid` for what cannot stand, `errors.NotFound`."""
        require(by, Action.CHANGE_WAITS)
        with self._ledger.look(by.label) as work:
            line = within.line(work.session, by, Action.CHANGE_WAITS, key)
            return waits_given.check(given, standing.today(work, line))

    def save(
        self, by: Actor, key: str, given: Given, *, origin: str, seen: str | None, token: str | None
    ) -> None:
        """A new version, which stands from now on. `seen` is the id of the version it was made
        from, "" of none; a command, which has seen nothing, gives None. Raises `errors.Invalid`,
        `errors.NotFound`, and `errors.Conflict` where another was saved since."""
        require(by, Action.CHANGE_WAITS)
        with self._ledger.work(by.label) as work:
            line = within.line(work.session, by, Action.CHANGE_WAITS, key)
            board = waits_given.check(given, standing.today(work, line))
            if token is None or inbox.receive(work, PAGE, token):
                _hold_to_seen(standing.newest(work, line), seen)
                _put(work, by, line, board, origin)


def _line(lines: Sequence[Line], key: str | None) -> Line:
    found = next((each for each in lines if key in (None, each.key)), None)
    if found is None:
        raise NotFound("There is no such line here.")
    return found


def _shown(work: Work, line: Line) -> Shown:
    row, today = standing.newest(work, line), standing.today(work, line)
    return Shown(
        line=line,
        version=_version(row) if row else None,
        age=waits.age(row.holds_on, today, line.waits_stale_days) if row else None,
        today=today,
        now=work.now,
    )


def _version(row: WaitsBoard) -> Version:
    return Version(row.public_id, standing.board(row), row.origin, row.entered_name, row.entered_at)


def _versions(work: Work, line: Line) -> list[WaitsBoard]:
    return list(
        work.session.exec(
            select(WaitsBoard)
            .where(col(WaitsBoard.line_id) == line.id)
            .order_by(col(WaitsBoard.id).desc())
            .limit(MOST_VERSIONS)
        )
    )


def _hold_to_seen(newest: WaitsBoard | None, seen: str | None) -> None:
    there = newest.public_id if newest else ""
    if newest is not None and seen not in (None, there):
        who = newest.entered_name or "A command"
        said = f"{who} changed these figures meanwhile. Yours are still in the form below: look at"
        raise Conflict(f"{said} what stands now, then save again.")


def _put(work: Work, by: Actor, line: Line, board: Board, origin: str) -> None:
    made = work.add(
        WaitsBoard(
            line_id=line.id or 0,
            holds_on=board.holds_on,
            rows=[waits_rows.to_json(each) for each in board.rows],
            urgent=board.urgent,
            origin=origin,
            entered_by=by.label,
            entered_name=by.name,
            entered_at=work.now,
        )
    )
    work.record(
        "waits.changed",
        subject=f"line:{line.key}",
        version=made.public_id,
        holds_on=board.holds_on.isoformat(),
        rows=len(board.rows),
        origin=origin,
    )
