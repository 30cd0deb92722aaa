"""How many practices use the line, and how much for their patients: those that never ask are told
too, since nobody else would tell of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.audit.measures.common import GUIDE, NOBODYS
from advice_line.audit.measures.definition import Measure, Raw, Reckoned
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Better, Group, Unit
from advice_line.directory.as_it_was import History
from advice_line.directory_kinds import OrganisationKind
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.directory import Line


def using(work: Work, line: Line, period: Period, _start: datetime, end: datetime) -> Raw:
    history = History.read(work)
    asked, there = _asking(work, line, period, history, end)
    return Raw(len(asked), len(there), len(there))


def silent(
    work: Work, line: Line, period: Period, history: History, end: datetime
) -> tuple[set[int], int]:
    """Which asked nothing, and how many there were."""
    asked, there = _asking(work, line, period, history, end)
    return there - {*asked}, len(there)


def for_patients(work: Work, line: Line, period: Period, _start: datetime, end: datetime) -> Raw:
    """Queries of practices whose list size is known, to all patients of practices of which it is,
    of whichever practice nobody asked too."""
    history = History.read(work)
    asked, there = _asking(work, line, period, history, end)
    lists = history.at(end).lists
    theirs = patients = 0
    for root, together in _families(history, there).items():
        size = _patients([lists[each] for each in together], history.rows[root].list_size)
        if size:
            theirs += sum(asked.get(each, 0) for each in together)
            patients += size
    return Raw(theirs, patients, sum(asked.values()), known=theirs)


def _asking(
    work: Work, line: Line, period: Period, history: History, end: datetime
) -> tuple[dict[int, int], set[int]]:
    """How many queries each practice asked, and which were there: those that asked, and those of
    the directory that were open on any day of the period. One that had become a part of another
    when the period closed is the other."""
    asked: dict[int, int] = {}
    for organisation, count in _queries(work, line, period):
        root = history.root(organisation, end)
        asked[root] = asked.get(root, 0) + count
    there = {
        key
        for key, row in history.rows.items()
        if row.kind == OrganisationKind.PRACTICE
        and history.root(key, end) == key
        and (row.closed_on is None or row.closed_on > period.first)
    }
    return asked, there | {*asked}


def _families(history: History, there: Iterable[int]) -> dict[int, list[int]]:
    """Those that are one practice today."""
    found: dict[int, list[int]] = {}
    for each in there:
        found.setdefault(history.root(each), []).append(each)
    return found


def _patients(lists: Sequence[int | None], now: int | None) -> int | None:
    """Of several that became one the lists as they were before that, else the one list that is of
    all of them now."""
    known = [each for each in lists if each]
    return sum(known) if len(known) == len(lists) else now


def _queries(work: Work, line: Line, period: Period) -> Iterator[tuple[int, int]]:
    """By practice, as it asked."""
    day, practice = col(AuditQuery.day), col(AuditQuery.organisation_id)
    counted = (
        select(practice, func.count())
        .where(
            col(AuditQuery.line_id) == line.id,
            day >= period.first,
            day < period.after,
            col(AuditQuery.counted),
            col(AuditQuery.organisation_kind) == OrganisationKind.PRACTICE,
            practice.is_not(None),
        )
        .group_by(practice)
    )
    yield from ((each or 0, count) for each, count in work.session.exec(counted))


MEASURES = (
    Measure(
        id="adoption.using",
        group=Group.ADOPTION,
        name="Practices that use the line",
        question="How many of the practices use it?",
        numerator="of these, those that asked at least once",
        denominator="practices of the directory that were open on any day of it, or asked",
        exclusions="practices that were merged into another before it was over count with it",
        how=Reckoned(using),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §3.3.2: direct liaison with practices",
        better=Better.HIGHER,
        guarded=False,
        shares_out="utilisation.practices",
    ),
    Measure(
        id="utilisation.per_1000",
        group=Group.UTILISATION,
        name="Queries for each 1,000 patients",
        question="How much is it used for the patients there are?",
        numerator="queries of practices whose list size is known",
        denominator="patients on the lists of practices whose list size is known",
        exclusions=f"{NOBODYS}; queries of departments; periods in which a practice asked whose "
        "list size is not known",
        how=Reckoned(for_patients),
        unit=Unit.PER_1000,
        source=f"{GUIDE}, §5",
        within="utilisation.practices",
    ),
)
