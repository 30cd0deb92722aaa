"""A practice's own figures of a quarter, for its own people: their own in full, beside them what
may be told of the whole line to whoever knows these (H18).

Of quarters alone, as figures by practice are: of two grids the one would tell what the other
withholds.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from advice_line.audit.figures import since_then
from advice_line.audit.figures.labelled import as_told
from advice_line.audit.figures.own_part import Own, OwnPart, Parts
from advice_line.audit.measures import every
from advice_line.audit.shown.choosing import Choice, among
from advice_line.audit_kinds import Dimension, PeriodKind
from advice_line.directory import lookups
from advice_line.directory.as_it_was import History
from advice_line.ledger.work import Ledger, Work
from advice_line.trust import members
from advice_line.trust.roles import Action, Actor, require

_KIND = PeriodKind.QUARTER
_ASKED = every.BY_ID["utilisation.queries"]
# How soon, how good, and what else they would have done.
_MEASURES = tuple(
    every.BY_ID[name]
    for name in (
        "access.answered",
        "access.time_to_answer",
        "turnaround.in_target",
        "turnaround.first_reply",
        "turnaround.advice",
        "loop.acknowledged",
        "experience.helped",
        "outcomes.imaging_avoided",
        "referrals.referred",
    )
)
_PARTS = (
    (_ASKED, Dimension.CHANNEL),
    (every.BY_ID["appropriateness.kinds"], Dimension.QUESTION_TYPE),
)


@dataclass(frozen=True)
class OwnFigures:
    """`mean` is how many each other practice asked that asked at all, in whole queries; None where
    these are too few. `alone` is whether the reader is of no other practice. `merged` are the names
    of those that became a part of this one before the period closed, `since` says who did after it,
    `patients` the size of its list where it is known."""

    choice: Choice
    practice: str
    merged: tuple[str, ...]
    since: tuple[str, ...]
    patients: int | None
    now: datetime
    alone: bool
    asked: int = 0
    mean: int | None = None
    figures: tuple[Own, ...] = ()
    parts: tuple[Parts, ...] = ()


class OwnPractice:
    def __init__(self, ledger: Ledger, small: int) -> None:
        """`small` is SMALL_NUMBER."""
        self._ledger = ledger
        self._small = small

    def look(self, by: Actor, line: str | None, period: str | None) -> OwnFigures:
        """Raises `errors.NotAllowed` to whoever is no more of a practice, `errors.NotFound` for a
        line that there is not."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.look(by.label) as work:
            member = members.current(work, by)
            own = member.organisation_id
            theirs = members.of_person(work.session, member.requester_id, work.now)
            history = History.read(work)
            choice = _choice(work, line, period)
            practices = as_told(history, choice.line, choice.period)
            found = OwnFigures(
                choice=choice,
                practice=practices.rows[own].name,
                merged=practices.merged_into(own),
                since=tuple(since_then.merged(history, choice.line, choice.period, [own])),
                patients=practices.lists[own],
                now=work.now,
                alone=len(theirs) == 1,
            )
            if choice.nothing:
                return found
            return self._counted(found, work, history, own)

    def _counted(self, found: OwnFigures, work: Work, history: History, own: int) -> OwnFigures:
        choice = found.choice
        of = (work, choice.line, choice.period)
        part = OwnPart(*of, own, found.alone, _ASKED, self._small, history)
        asked, mean = part.asked()
        return replace(
            found,
            asked=asked,
            mean=mean,
            figures=part.figures(_MEASURES),
            parts=tuple(part.parts(measure, by) for measure, by in _PARTS),
        )


def _choice(work: Work, line: str | None, period: str | None) -> Choice:
    found = among(work, tuple(lookups.lines(work.session)), line, period, _KIND)
    if found.period.kind is _KIND:
        return found
    newest = found.kinds[_KIND]
    return replace(
        found, period=newest, problem=f"A practice's figures are of quarters, such as {newest.key}."
    )
