"""What goes by each retention class until an instant, as things stand, and what would, were it not
held. Nothing is deleted by this."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from advice_line.data_kinds import Kept
from advice_line.data_life import records
from advice_line.data_life.other_rows import OTHER_ROWS
from advice_line.data_life.query_rows import QUERY_ROWS
from advice_line.data_life.rota_rows import ROTA_ROWS
from advice_line.data_life.rows import Rows
from advice_line.desk.mailbox import old_mails
from advice_line.desk.messages import going as sounds_going
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import retention
from advice_line.staffing.watching import forgetting
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require_all

OF_NO_LINE = (*OTHER_ROWS, *ROTA_ROWS)


@dataclass(frozen=True)
class Counted:
    """`line` is None for what belongs to none; `held` do not go, though their time is up.
    `in_mailbox` lie in the helpline's mailbox too, and go there as well; None of other classes."""

    line: Line | None
    kept: Kept
    count: int
    held: int
    days: int
    in_mailbox: int | None = None


class LookingAhead:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def table(self, by: Actor, until: datetime | None = None) -> list[Counted]:
        """Of every line and of none; until now where no instant is given."""
        require_all(by, Action.SEE_DATA_LIFE)
        with self._ledger.look(by.label) as work:
            lines = lookups.lines(work.session)
            found = list(every(work, lines, until or work.now))
            work.let_go()
            return found


def every(
    work: Work, lines: Sequence[Line], until: datetime, mail_days: int | None = None
) -> Iterator[Counted]:
    """Of these lines, and of none."""
    for line in lines:
        yield from of_line(work, line, until, mail_days)
    yield from of_none(work, until)


def of_line(
    work: Work, line: Line, until: datetime, mail_days: int | None = None
) -> Iterator[Counted]:
    settings = line.retention | ({Kept.MAIL: mail_days} if mail_days else {})
    goes, held = (_counts(work, line, settings, until, held=each) for each in (False, True))
    for kept, rule in retention.RULES.items():
        if rule.of_line:
            days = retention.days(settings, kept)
            there = kept is Kept.MAIL
            lying = old_mails.in_mailbox(work, line, settings, until) if there else None
            yield Counted(line, kept, goes.get(kept, 0), held.get(kept, 0), days, lying)


def of_none(work: Work, until: datetime) -> Iterator[Counted]:
    settings = no_line_settings(work)
    for kept, rule in retention.RULES.items():
        if rule.of_line:
            continue
        days, before = settings[kept], retention.before(settings, kept, until)
        counts = [
            _findings(work, until, held=held)
            if kept is Kept.ROTA_FINDINGS
            else _rows(work, OF_NO_LINE, None, kept, before, held=held)
            for held in (False, True)
        ]
        yield Counted(None, kept, counts[0], counts[1], days)


def no_line_settings(work: Work) -> dict[str, int]:
    every_line = [each.retention for each in lookups.lines(work.session)]
    return {kept: retention.longest(every_line, kept)[kept] for kept in retention.RULES}


def _counts(
    work: Work, line: Line, settings: dict[str, int], until: datetime, *, held: bool
) -> dict[str, int]:
    today = until.astimezone(ZoneInfo(line.time_zone)).date()
    whole = retention.before(settings, Kept.RECORD, until)
    of_rows: dict[str, int] = {
        rows.kept: _rows(
            work, QUERY_ROWS, line, rows.kept, _before(settings, rows, until), held=held
        )
        for rows in QUERY_ROWS
    }
    return {
        **sounds_going.sounds(work, line, until, held=held),
        Kept.MAIL: old_mails.going(work, line, settings, until, held=held),
        Kept.RECORD: sum(1 for _ in records.going(work, line, whole, today, held=held)),
        **of_rows,
    }


def _before(settings: dict[str, int], rows: Rows, until: datetime) -> datetime:
    return retention.before(settings, rows.kept, until)


def _rows(
    work: Work,
    among: Sequence[Rows],
    line: Line | None,
    kept: Kept,
    before: datetime,
    *,
    held: bool,
) -> int:
    of_class = [each for each in among if each.kept is kept]
    return sum(each.count(work, line, before, held=held) for each in of_class)


def _findings(work: Work, until: datetime, *, held: bool) -> int:
    return forgetting.going(work.session, until, held=held)
