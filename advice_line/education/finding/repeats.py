"""What was asked again and again in a month, and what is like one case: of approved texts alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.directory import within
from advice_line.education.cases import month_of
from advice_line.education.finding import case_index
from advice_line.education.finding.clusters import Cluster, Text, clusters
from advice_line.errors import NotFound
from advice_line.kinds import CaseState
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import case_words, similar_cases, small_numbers
from advice_line.rules.case_words import Asked
from advice_line.rules.search_words import WORD
from advice_line.rules.stems import folded, stem
from advice_line.rules.topics import about
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require

# As many as a month of the busiest line has; of more the newest are compared.
MOST_COMPARED = 3_000
_TAGS = ("topic", "modality", "question_type")
_NEAR = 300


@dataclass(frozen=True)
class Repeat:
    """`words` stand in each of the `cases`; `practices` is such as "6 practices" or
    "fewer than 5 practices"."""

    about: str | None
    words: Sequence[str]
    cases: Sequence[Case]
    practices: str


@dataclass(frozen=True)
class Month:
    line: Line
    lines: Sequence[Line]
    repeats: Sequence[Repeat]
    now: datetime


@dataclass(frozen=True)
class Similar:
    case: Case
    words: Sequence[str]


class Repeats:
    def __init__(self, ledger: Ledger, small_number: int) -> None:
        self._ledger = ledger
        self._small = small_number

    def month(self, by: Actor, month: str, line_key: str | None = None) -> Month:
        """Raises `errors.Invalid` for what is no month, `errors.NotFound` for another line."""
        require(by, Action.SEE_LIBRARY)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.SEE_LIBRARY)
            wanted = [line for line in lines if line_key in (None, line.key)]
            if not wanted:
                raise NotFound("There is no such line here.")
            repeats = of_month(work, wanted[0], month, self._small)
            work.let_go()
            return Month(wanted[0], lines, repeats, work.now)

    def like(self, by: Actor, reference: str) -> list[Similar]:
        """Other approved cases of the same line, body area and imaging."""
        require(by, Action.SEE_LIBRARY)
        with self._ledger.look(by.label) as work:
            own = within.of_theirs(work.session, by, Action.SEE_LIBRARY, Case.line_id)
            wanted = select(Case).where(col(Case.reference) == reference.upper(), own)
            case = work.session.exec(wanted).first()
            found = _like(work, case) if case and case.state == CaseState.APPROVED else []
            work.let_go()
            return found


def of_month(work: Work, line: Line, month: str, small_number: int) -> list[Repeat]:
    """Those most asked first. Raises `errors.Invalid` for what is no month."""
    first, after = month_of.bounds(month, line.time_zone)
    return between(work, line, first, after, small_number)


def between(
    work: Work, line: Line, first: datetime, after: datetime, small_number: int
) -> list[Repeat]:
    """Of cases born from `first` until before `after`; those most asked first."""
    wanted = select(Case).where(
        col(Case.line_id) == line.id,
        col(Case.state) == CaseState.APPROVED,
        col(Case.born_at) >= first,
        col(Case.born_at) < after,
    )
    newest = wanted.order_by(col(Case.id).desc()).limit(MOST_COMPARED)
    cases = {case.id or 0: case for case in work.session.exec(newest)}
    found = clusters([_text(case) for case in cases.values()])
    return [_repeat(each, [cases[case] for case in each.ids], small_number) for each in found]


def _text(case: Case) -> Text:
    tags = frozenset(f"{name}:{getattr(case, name)}" for name in _TAGS if getattr(case, name))
    return Text(case.id or 0, tags, case_words.telling(case.question or ""))


def _repeat(cluster: Cluster, cases: Sequence[Case], small_number: int) -> Repeat:
    tags = dict(tag.split(":", 1) for tag in cluster.tags)
    asking = len({case.practice_mark for case in cases if case.practice_mark})
    return Repeat(
        about=about(tags.get("topic"), tags.get("modality")),
        words=_said(cluster.terms, [case.question or "" for case in cases]),
        cases=cases,
        practices=small_numbers.practices(asking, small_number),
    )


def _said(terms: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Each stem as it is written most often."""
    written = Counter(word for text in texts for word in WORD.findall(folded(text)))
    ways = {term: [word for word in written if stem(word) == term] for term in terms}
    return [
        min(ways[term], key=lambda word: (-written[word], len(word), word), default=term)
        for term in terms
    ]


def _like(work: Work, case: Case) -> list[Similar]:
    known = {name: [getattr(case, name)] for name in ("topic", "modality") if getattr(case, name)}
    marks = {"line": [str(case.line_id)], "state": [CaseState.APPROVED.value], **known}
    ids = case_index.find(work.connection, Asked((), marks), _NEAR).ids
    near = select(Case).where(col(Case.id).in_(ids), col(Case.id) != case.id)
    rows = {row.id or 0: row for row in work.session.exec(near) if row.state == CaseState.APPROVED}
    others = {each: (row.words or "").split() for each, row in rows.items()}
    return [
        Similar(rows[each.id], _said(each.shared, [case.question or "", case.advice or ""]))
        for each in similar_cases.alike((case.words or "").split(), others)
    ]
