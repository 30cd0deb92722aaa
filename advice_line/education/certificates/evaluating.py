"""How those who were there found a meeting, counted; nothing says who answered what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.education.certificates.credit import evaluation_mark, was_there
from advice_line.education.meetings import rows
from advice_line.errors import Invalid, Problem
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger
from advice_line.rules import credit_form
from advice_line.tables.directory import Line
from advice_line.tables.evaluations import MeetingEvaluation
from advice_line.trust.roles import NOBODY, Action, Actor, require

OPEN = timedelta(days=14)


@dataclass(frozen=True)
class Counted:
    """`answers` are counts in words, such as "7" or "fewer than 5"; nothing is shown of fewer
    answers than `small`, and then `enough` is False."""

    id: str
    name: str
    line: Line
    starts_at: datetime
    ends_at: datetime
    small: int
    enough: bool
    total: int | None
    useful: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str], ...]
    better: tuple[str, ...]
    now: datetime


class Evaluating:
    """`small` is the number below which a count is not told."""

    def __init__(self, ledger: Ledger, small: int) -> None:
        self._ledger, self._small = ledger, small

    def give(self, by: Actor, key: str, form: Mapping[str, str], browser: str) -> None:
        """Once a person or browser, changed as often as they like for two weeks. No line of the
        trail says that they did. Raises `errors.Invalid`, `errors.Conflict` for who was not
        there."""
        require(by, Action.JOIN_MEETING)
        with self._ledger.work(NOBODY.label) as work:
            found, _ = was_there(work, by, key, browser)
            given = credit_form.evaluation(form)
            if work.now > found.meeting.ends_at + OPEN:
                raise Invalid([Problem("useful", "This could be answered for two weeks.")])
            mark = evaluation_mark(work, found, by, browser)
            said = {"useful": given.useful, "changes": given.changes, "better": given.better}
            key_of = {"meeting_id": found.meeting.id, "mark": mark}
            if not insert_once(work.session, MeetingEvaluation, tuple(key_of), **key_of, **said):
                mine = (
                    col(MeetingEvaluation.meeting_id) == found.meeting.id,
                    col(MeetingEvaluation.mark) == mark,
                )
                work.change(MeetingEvaluation, *mine, **said)

    def counted(self, by: Actor, meeting_id: str) -> Counted:
        """Raises `errors.NotFound`."""
        require(by, Action.KEEP_MEETINGS)
        with self._ledger.look(by.label) as work:
            found = rows.meeting(work, by, Action.KEEP_MEETINGS, meeting_id)
            wanted = select(MeetingEvaluation).where(
                col(MeetingEvaluation.meeting_id) == found.meeting.id
            )
            # In the order of a keyed hash, which is that of nothing.
            given = list(work.session.exec(wanted.order_by(col(MeetingEvaluation.mark))))
            enough = len(given) >= self._small
            useful = [f"{each.useful}" for each in given]
            changes = ["yes" if each.changes else "no" for each in given]
            counted = Counted(
                id=meeting_id,
                name=found.series.name,
                line=found.line,
                starts_at=found.meeting.starts_at,
                ends_at=found.meeting.ends_at,
                small=self._small,
                enough=enough,
                total=len(given) if enough else None,
                useful=self._told(credit_form.USEFUL, useful) if enough else (),
                changes=self._told(credit_form.CHANGES, changes) if enough else (),
                better=tuple(each.better for each in given if each.better) if enough else (),
                now=work.now,
            )
            work.let_go()
            return counted

    def _told(self, words: Mapping[str, str], given: list[str]) -> tuple[tuple[str, str], ...]:
        """So many are withheld that their sum, which the others tell, is not small either."""
        counts = {key: given.count(key) for key in words}
        few = [key for key, count in counts.items() if count < self._small]
        while 0 < sum(counts[key] for key in few) < self._small and len(few) < len(counts):
            few.append(min((key for key in counts if key not in few), key=counts.__getitem__))
        return tuple((words[key], "not shown" if key in few else f"{counts[key]}") for key in words)
