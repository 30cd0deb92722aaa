"""Cases are found by their words and marks in one order on both engines: that of reading them all.

What is not approved has no word in the index, and what is withdrawn is not in it, whatever code
wrote the case.
"""

from datetime import timedelta
from itertools import product
from random import Random

import pytest
from sqlmodel import col, select

from advice_line.education.finding import case_index
from advice_line.education.finding.case_index import Found, Period
from advice_line.kinds import CaseState
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import case_words
from advice_line.rules.case_words import Asked
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line

TEXTS = (
    "Fractured scaphoid after a fall. Plain films are normal: is MRI needed?",
    "Scaphoid fracture suspected, films normal twice. How soon?",
    "A lump in the neck; ultrasound or CT of the necks?",
    "Épaule douloureuse, calcifications visibles.",
    "כאב גב תחתון כבר שישה שבועות",
    "Headache 🙂 for two weeks, nothing else. Imaging?",
    "Low back pain, six weeks, no red flags. Imaging of the back?",
)
# Fixed: what each finds is the same on SQLite and PostgreSQL.
QUERIES = (
    *("fracture scaphoid", "fractures", "neck ultrasound", "imaging", "epaule", "גב", "🙂"),
    *("scaph", "back AND pain", '"neck" OR (back) NEAR/2 -- *', "the of", "mri films normal"),
)
TOPICS = ("spine", "head", None)
MARKS: tuple[dict[str, list[str]], ...]
MARKS = ({}, {"topic": ["spine"]}, {"age_band": ["90+", "45-49"]})
MANY = 150


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    random = Random(7)  # the same cases each time, and no secret
    with ledger.work("test") as work:
        line = work.add(
            Line(
                key="hotdoc",
                name="Example",
                number="+441632960000",
                email="advice@example.org",
                time_zone="Europe/London",
                switchboard="+441632960999",
            )
        )
        for number in range(MANY):
            text = random.choice(TEXTS)
            work.add(
                Case(
                    line_id=line.id or 0,
                    born_at=work.now + timedelta(days=number),
                    state=random.choice([*CaseState, CaseState.APPROVED, CaseState.APPROVED]),
                    topic=random.choice(TOPICS),
                    age_band=random.choice(["45-49", "90+", None]),
                    guidelines=random.choice([[], ["irefer:M05"], ["irefer:M05", "ng12:1.3.1"]]),
                    question=text,
                    words=case_words.kept(text),
                )
            )
    return ledger


def look(ledger: Ledger, asked: Asked, **how: int) -> Found:
    with ledger.look("test") as work:
        return case_index.find(work.connection, asked, how.get("limit", MANY), None, 0)


def read_all(work: Work, asked: Asked, *, begins: bool = False) -> list[int]:
    """The same without an index."""
    cases = work.session.exec(select(Case).order_by(col(Case.id).desc()))
    return [case.id or 0 for case in cases if has(case, asked, begins=begins)]


def has(case: Case, asked: Asked, *, begins: bool) -> bool:
    if case.state in (CaseState.WITHDRAWN, CaseState.OBJECTED):
        return False
    words = (case.words or "").split() if case.state == CaseState.APPROVED else []
    stands = all(
        any(word == each or (begins and word.startswith(each)) for word in words)
        for each in asked.words
    )
    return stands and all(
        set(values) & set(case.guidelines if name == "guidelines" else [getattr(case, name)])
        for name, values in asked.marks.items()
    )


def test_what_is_found_is_what_reading_every_case_finds(filled: Ledger) -> None:
    seen = 0
    for query, marks in product(QUERIES, MARKS):
        asked = Asked(case_words.typed(query), marks)
        if not asked.words and not marks:
            continue
        found = look(filled, asked)
        with filled.look("test") as work:
            expected = read_all(work, asked, begins=found.begins)
        assert found.ids == expected, query
        assert found.total == len(expected)
        assert look(filled, asked, limit=3).ids == expected[:3]
        seen += bool(expected)
    assert seen > len(QUERIES)


def test_one_of_several_guidelines_and_a_state_are_marks_too(filled: Ledger) -> None:
    for marks in ({"guidelines": ["ng12:1.3.1"]}, {"state": ["draft"]}):
        with filled.look("test") as work:
            expected = read_all(work, Asked((), marks))
        given = {name.removesuffix("s"): values for name, values in marks.items()}
        assert look(filled, Asked((), given)).ids == expected != []


def test_a_month_and_what_is_older_than_a_case(filled: Ledger) -> None:
    asked = Asked(case_words.typed("scaphoid"))
    with filled.look("test") as work:
        everything = read_all(work, asked)
        born = {each.id: each.born_at for each in work.session.exec(select(Case))}
        first = work.now + timedelta(days=40)
        period = Period(first, first + timedelta(days=60))
        found = case_index.find(work.connection, asked, MANY, period)
        assert found.ids == [
            each for each in everything if period.first <= born[each] < period.after
        ]
        older = case_index.find(work.connection, asked, 5, None, everything[4])
        assert older.ids == everything[5:10]


@pytest.mark.hazard("H08")
@pytest.mark.parametrize("state", [CaseState.OBJECTED, CaseState.WITHDRAWN, CaseState.DRAFT])
def test_a_case_that_is_taken_back_is_found_by_no_word_at_once(
    filled: Ledger, state: CaseState
) -> None:
    asked = Asked(case_words.typed("scaphoid"))
    gone, *others = look(filled, asked).ids
    with filled.work("test") as work:
        work.change(Case, col(Case.id) == gone, state=state)
    assert look(filled, asked).ids == others
    with filled.work("test") as work:
        work.change(Case, col(Case.id) == gone, state=CaseState.APPROVED)
    assert look(filled, asked).ids == [gone, *others]


def test_the_newest_are_found_window_by_window_of_ids(filled: Ledger) -> None:
    """As they stand among a million."""
    with filled.work("test") as work:
        line = work.session.exec(select(Line)).one().id or 0
        far = [10_000, 200_000, 400_000, 1_000_000, 1_000_001]
        for number in far:
            work.add(
                Case(
                    id=number,
                    line_id=line,
                    born_at=work.now,
                    state=CaseState.APPROVED,
                    words="scaphoid fractur",
                )
            )
    asked = Asked(case_words.typed("scaphoid fractures"))
    assert look(filled, asked, limit=5).ids == far[::-1]
    found = look(filled, asked)
    assert found.ids[:5] == far[::-1]
    assert found.total == len(found.ids) > len(far)
