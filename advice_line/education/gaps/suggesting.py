"""What is asked again and again though no page of guidance is about it, and what reviewers of
samples often said a guideline could have answered, becomes a suggestion, once for each subject of a
line, whatever is decided of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import col, or_, select

from advice_line.directory import lookups
from advice_line.education.cases import month_of
from advice_line.education.finding import repeats
from advice_line.education.finding.repeats import Repeat
from advice_line.education.gaps import reviewed
from advice_line.guidance_kinds import GuidanceState
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import agenda
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Line
from advice_line.tables.guidance import Guidance
from advice_line.tables.guidance_gaps import GuidanceGap
from advice_line.trust.roles import SYSTEM, Action, require
from rota import columns, walltime


@dataclass(frozen=True)
class Found:
    """`words` stand in each of the `cases` (references); there are none of either where reviewers
    of samples said so."""

    line: Line
    topic: str
    modality: str
    words: tuple[str, ...]
    cases: tuple[str, ...]


class Suggesting:
    def __init__(self, ledger: Ledger, small_number: int) -> None:
        self._ledger = ledger
        self._small = small_number

    def look(self) -> int:
        """Through this month and the last; how many suggestions are new. What is alike is found
        before anything is written: it takes seconds, for which one database would be shut to
        callers."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            lines = lookups.lines(work.session)
            found = [each for line in lines for each in self._of_line(work, line)]
            work.let_go()
        with self._ledger.work(SYSTEM.label) as work:
            return sum(_suggest(work, each) for each in found)

    def _of_line(self, work: Work, line: Line) -> Iterator[Found]:
        today = walltime.local_day(work.now, columns.read_zone(line.time_zone))
        pages = published(work, line)
        # Together: what was asked twice in one month and once in the next was asked three times.
        first, _ = month_of.bounds(month_of.before(today), line.time_zone)
        _, after = month_of.bounds(f"{today:%Y-%m}", line.time_zone)
        for each in repeats.between(work, line, first, after, self._small):
            if len(each.cases) >= agenda.ASKED and not _covered(subject(each), pages):
                cases = tuple(case.reference for case in each.cases)
                yield Found(line, *subject(each), tuple(each.words), cases)
        for one in reviewed.subjects(work, line, self._small):
            if not _covered(one, pages):
                yield Found(line, *one, (), ())


def published(work: Work, line: Line) -> list[Guidance]:
    """Overdue ones too: what they lack is a review, not another page."""
    wanted = select(Guidance).where(
        col(Guidance.state) == GuidanceState.PUBLISHED,
        or_(col(Guidance.line_id) == line.id, col(Guidance.line_id).is_(None)),
    )
    return list(work.session.exec(wanted))


def subject(repeat: Repeat) -> tuple[str, str]:
    """Body area and imaging that all of its cases have; "" where they have none in common."""
    topics, modalities = (
        {getattr(case, name) for case in repeat.cases} for name in ("topic", "modality")
    )
    return _only(topics), _only(modalities)


def _only(values: set[str | None]) -> str:
    return (next(iter(values)) or "") if len(values) == 1 else ""


def _covered(of: tuple[str, str], pages: Sequence[Guidance]) -> bool:
    topic, modality = of
    return not topic or any(
        topic in each.body_areas and (not each.modalities or modality in each.modalities)
        for each in pages
    )


def _suggest(work: Work, found: Found) -> bool:
    new = insert_once(
        work.session,
        GuidanceGap,
        ("line_id", "topic", "modality"),
        public_id=opaque(),
        line_id=found.line.id,
        topic=found.topic,
        modality=found.modality,
        words=list(found.words),
        cases=list(found.cases),
        found_at=work.now,
        decided_at=None,
        decided_by=None,
        guidance_key=None,
        reason=None,
    )
    if new:
        about = f"guidance_gap:{found.line.key}:{found.topic}:{found.modality or 'any'}"
        work.record("guidance.suggested", subject=about, cases=list(found.cases))
    return new
