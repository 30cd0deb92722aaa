"""One practice of a line over its quarters, for the people of the service: by measure what tables
by practice tell of it, and nothing more (H18)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from advice_line.audit import periods
from advice_line.audit.disclosure import share
from advice_line.audit.figures import breaking_down, reading, since_then, told
from advice_line.audit.figures.labelled import Label, Labelled, as_told
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure, Tally
from advice_line.audit.periods import Period
from advice_line.audit.shown.choosing import Choice, among
from advice_line.audit_kinds import Dimension, PeriodKind
from advice_line.directory import within
from advice_line.directory.as_it_was import History, Practices
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Organisation
from advice_line.trust.roles import Action, Actor, require

# Each is a look at all of its facts: of a busy line a fifth of a second.
QUARTERS = 2
_KIND = PeriodKind.QUARTER
# How much, how it is served, and what it would have done; of others the measure's own page tells.
MEASURES = tuple(
    every.BY_ID[name]
    for name in (
        "utilisation.practices",
        "access.answered",
        "turnaround.in_target",
        "loop.acknowledged",
        "experience.helped",
        "appropriateness.guideline",
        "outcomes.imaging_avoided",
        "referrals.referred",
        "referrals.requested_imaging",
        "referrals.sent_to_hospital",
        "referrals.watched",
        "referrals.other",
    )
)


@dataclass(frozen=True)
class OverQuarters:
    """One measure of the practice; `told` is by quarter, the earliest first."""

    measure: Measure
    told: tuple[Told, ...]


@dataclass(frozen=True)
class OnePractice:
    """`became` is what it is part of now, as (code, name): its own `quarters` are those that closed
    before. `merged` are the names of those that are counted with it in all of them, `since` says of
    whom that is not so."""

    choice: Choice
    code: str
    name: str
    network: str | None
    patients: int | None
    closed_on: date | None
    became: tuple[str, str] | None
    merged: tuple[str, ...]
    since: tuple[str, ...]
    quarters: tuple[Period, ...]
    rows: tuple[OverQuarters, ...]
    now: datetime


class SeeingPractice:
    def __init__(self, ledger: Ledger, small: int) -> None:
        """`small` is SMALL_NUMBER."""
        self._ledger = ledger
        self._small = small

    def look(self, by: Actor, code: str, line: str | None, period: str | None) -> OnePractice:
        """Up to the quarter that is asked for, or in which the period that is asked for ends.
        Raises `errors.NotFound` for a practice that the directory does not have, and for a line
        that is not theirs."""
        require(by, Action.SEE_AUDIT)
        with self._ledger.look(by.label) as work:
            history = History.read(work)
            of = next((each for each in history.rows.values() if each.key == code), None)
            if of is None:
                raise NotFound("There is no such practice here.")
            lines = tuple(within.lines(work.session, by, Action.SEE_AUDIT))
            choice = among(work, lines, line, period, _KIND)
            choice = replace(choice, period=choice.kinds[_KIND]) if _other(choice) else choice
            return self._of(work, choice, history, of)

    def _of(self, work: Work, choice: Choice, history: History, of: Organisation) -> OnePractice:
        own = of.id or 0
        now = history.root(own)
        then = {each: as_told(history, choice.line, each) for each in _quarters(choice)}
        quarters = tuple(each for each in then if then[each].root[own] == own)
        tables = [self._table(work, choice, each, then[each]) for each in quarters]
        above = history.rows[now]
        return OnePractice(
            choice=choice,
            code=of.key,
            name=of.name,
            network=of.network,
            patients=then[quarters[-1]].lists[own] if quarters else of.list_size,
            closed_on=of.closed_on,
            became=None if now == own else (above.key, above.name),
            merged=_merged(own, *(then[each] for each in quarters[:1])),
            since=tuple(since_then.merged(history, choice.line, quarters[0], [own]))
            if quarters
            else (),
            quarters=quarters,
            rows=tuple(
                OverQuarters(
                    measure,
                    tuple(
                        _row(measure, own, then[each], *table)
                        for each, table in zip(quarters, tables, strict=True)
                    ),
                )
                for measure in MEASURES
                if tables
            ),
            now=work.now,
        )

    def _table(
        self, work: Work, choice: Choice, quarter: Period, practices: Practices
    ) -> tuple[Mapping[str, Mapping[Label, Told]], Mapping[str, Told]]:
        labelled = Labelled(work, choice.line, quarter, Dimension.PRACTICE, self._small, practices)
        whole = reading.figures(work, choice.line, (quarter,), MEASURES)
        rows = breaking_down.told_at_once(labelled, MEASURES)
        return rows, {each.measure.id: each.told for each in whole}


def _other(choice: Choice) -> bool:
    return choice.period.kind is not _KIND


def _merged(own: int, *first: Practices) -> tuple[str, ...]:
    """Who was a part of it when its first quarter closed."""
    return tuple(name for practices in first for name in practices.merged_into(own))


def _quarters(choice: Choice) -> tuple[Period, ...]:
    """From the line's first one on."""
    if choice.nothing:
        return ()
    first = choice.first_day
    found = periods.up_to(choice.period, QUARTERS)
    return tuple(each for each in found if first and first < each.after)


def _row(
    measure: Measure,
    practice: int,
    practices: Practices,
    rows: Mapping[str, Mapping[Label, Told]],
    whole: Mapping[str, Told],
) -> Told:
    """Who is in no row of a table has nothing there, or all of that table is withheld: it is told
    where another row of the same network is."""
    table = rows[measure.id]
    if practice in table:
        return table[practice]
    network = practices.network(practice)
    listed = any(label is not None and practices.network(label) == network for label in table)
    if whole[measure.id].of is None or not listed:
        return told.of_share(share.untold(), {})
    if isinstance(measure.how, Tally):
        return Told(State.TOLD, "0", 0, 0, 0.0)
    return Told(State.NOTHING, "nothing to count", 0, 0)
