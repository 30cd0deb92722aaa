"""Digests are drafted when a month is over, and whoever keeps them is told: on the day, after 3, 7
and 14 days, and then no more. A draft goes to nobody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from advice_line.desk.digests import content, telling
from advice_line.directory import lookups
from advice_line.education.cases import month_of
from advice_line.education.finding import repeats
from advice_line.kinds import CaseState
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import digest_choice
from advice_line.rules.digest_choice import Candidate
from advice_line.tables.cases import Case
from advice_line.tables.columns import opaque
from advice_line.tables.digests import PracticeDigest
from advice_line.tables.directory import Line, Responder
from advice_line.tracer_kinds import Avoided
from advice_line.trust import granted
from advice_line.trust.roles import SYSTEM, Action, permit, require
from rota import columns, walltime

_HELPED = frozenset({Avoided.REFERRAL, Avoided.IMAGING, Avoided.BOTH})
_STAGES = (14, 7, 3, 0)
# Of an older draft nobody is told any more: it stands on the page.
_OLD = timedelta(days=45)


class Drafting:
    def __init__(self, ledger: Ledger, small_number: int) -> None:
        self._ledger = ledger
        self._small = small_number

    def draft(self) -> int:
        """The last month's of each line that has none; how many are new."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            found = [
                prepare(work, each, last_month(work, each), self._small, for_nobody=False)
                for each in lookups.lines(work.session)
            ]
            work.let_go()
        with self._ledger.work(SYSTEM.label) as work:
            return sum(draft(work, each) for each in found if each is not None)

    def remind(self) -> int:
        """How many were told of a draft that waits."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            wanted = select(PracticeDigest).where(
                col(PracticeDigest.approved_at).is_(None),
                col(PracticeDigest.dismissed_at).is_(None),
                col(PracticeDigest.made_at) > work.now - _OLD,
            )
            waiting = work.session.exec(wanted.order_by(col(PracticeDigest.id))).all()
            return sum(_remind(work, each) for each in waiting)


@dataclass(frozen=True)
class Prepared:
    """`questions` are the references of the best."""

    line: Line
    month: str
    small: int
    questions: tuple[str, ...]


def prepare(
    work: Work, line: Line, month: str, small: int, *, for_nobody: bool = True
) -> Prepared | None:
    """What a draft needs, found before anything is written: it takes seconds, for which one
    database would be shut to callers. None where there is a digest of it, and, unless it may be
    `for_nobody`, where no practice asked and nothing is to be told. Raises `errors.Invalid` for
    what is no month."""
    known = select(PracticeDigest.id).where(
        col(PracticeDigest.line_id) == line.id, col(PracticeDigest.month) == month
    )
    if work.session.exec(known).first() is not None:
        return None
    if not for_nobody and _is_for_nobody(work, line, month):
        return None
    return Prepared(
        line, month, small, tuple(digest_choice.best(candidates(work, line, month, small)))
    )


def _is_for_nobody(work: Work, line: Line, month: str) -> bool:
    since, until = month_of.bounds(month, line.time_zone)
    if content.asked(work, line.id or 0, since, until):
        return False
    may = PracticeDigest(
        line_id=line.id or 0,
        month=month,
        since=since,
        until=until,
        made_at=work.now,
        small_number=0,
        questions=[each.reference for each in approved(work, line, month)],
    )
    return content.of(work, may, None).nothing


def draft(work: Work, of: Prepared) -> bool:
    """Whether it is new."""
    line, month = of.line, of.month
    since, until = month_of.bounds(month, line.time_zone)
    new = insert_once(
        work.session,
        PracticeDigest,
        ("line_id", "month"),
        public_id=opaque(),
        line_id=line.id,
        month=month,
        since=since,
        until=until,
        made_at=work.now,
        small_number=of.small,
        questions=list(of.questions),
        told=[],
        revision=0,
        changed_by="",
        approved_at=None,
        approved_by=None,
        shown={},
        dismissed_at=None,
        dismissed_by=None,
    )
    if new:
        work.record("digest.drafted", subject=f"digest:{line.key}:{month}")
    return new


def candidates(work: Work, line: Line, month: str, small: int) -> list[Candidate]:
    """The approved cases of the month, each with how many are alike."""
    alike: Counter[str] = Counter()
    for each in repeats.of_month(work, line, month, small):
        alike.update({case.reference: len(each.cases) for case in each.cases})
    return [
        Candidate(
            reference=case.reference,
            topic=case.topic,
            nominated=case.nominated_at is not None,
            learning_point=bool(case.learning_point),
            helped=case.avoided in _HELPED,
            alike=alike[case.reference] or 1,
        )
        for case in approved(work, line, month)
    ]


def approved(work: Work, line: Line, month: str) -> Sequence[Case]:
    first, after = month_of.bounds(month, line.time_zone)
    wanted = select(Case).where(
        col(Case.line_id) == line.id,
        col(Case.state) == CaseState.APPROVED,
        col(Case.born_at) >= first,
        col(Case.born_at) < after,
    )
    return work.session.exec(wanted.order_by(col(Case.id))).all()


def last_month(work: Work, line: Line) -> str:
    today = walltime.local_day(work.now, columns.read_zone(line.time_zone))
    return month_of.before(today)


def keepers(work: Work, line: Line) -> list[Responder]:
    return [
        each
        for each in lookups.responders(work.session)
        if permit(granted.on(each, line.key), Action.KEEP_DIGESTS)
    ]


def _remind(work: Work, digest: PracticeDigest) -> int:
    line = work.session.get_one(Line, digest.line_id)
    stage = next(each for each in _STAGES if each <= (work.now - digest.made_at).days)
    once = f"{digest.id}:{stage}"
    return sum(
        telling.tell(work, NoticeKind.DIGEST_WAITS, once, person, digest.id)
        for person in keepers(work, line)
    )
