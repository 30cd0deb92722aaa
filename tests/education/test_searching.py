"""The library searched by whoever may see it: words of approved texts, what is counted of all."""

from dataclasses import replace

import pytest

from advice_line.education.finding.asking import Wanted
from advice_line.education.finding.searching import Results, Searching
from advice_line.errors import Invalid, NotFound
from advice_line.kinds import CaseState
from advice_line.ledger.work import Ledger
from advice_line.rules import case_words
from advice_line.tables.cases import Case
from tests.education.test_tags import advised, case_of
from tests.education.test_teaching import approve, library, person, proposed
from tests.stories.world import World

__all__ = ["advised"]

HEBREW = "כאב גב"


def find(made: World, **wanted: str) -> Results:
    return Searching(made.service.ledger).find(person(made, "ben"), Wanted.read(wanted))


def found(made: World, **wanted: str) -> list[str]:
    return [case.reference for case in find(made, **wanted).cases]


@pytest.fixture
def approved(advised: World) -> World:
    case, form = proposed(advised)
    tags = {"question_type": "result", "age_band": "75-79", "guidelines": "irefer:M05"}
    library(advised).confirm(person(advised, "amara"), case, form | tags, "token-2")
    approve(advised, "ben", case)
    return advised


@pytest.mark.hazard("H08")
def test_no_word_of_a_text_is_found_before_it_is_approved_nor_after_it_is_taken_back(
    advised: World,
) -> None:
    case, form = proposed(advised)
    assert found(advised, wanted="night pain") == []
    library(advised).confirm(person(advised, "amara"), case, form, "token-2")
    assert found(advised, wanted="night pain") == []
    assert found(advised, topic="spine", state="proposed") == [case]
    approve(advised, "ben", case)
    assert found(advised, wanted="nights painful") == [case]
    with advised.service.ledger.work("test") as work:
        work.update(case_of(advised), state=CaseState.OBJECTED)
    assert found(advised, wanted="night pain") == found(advised, topic="spine") == []


def test_what_is_counted_is_found_by_every_tag_and_by_the_practices_letter(approved: World) -> None:
    case = case_of(approved).reference
    month = {"month": "2026-11"}
    for wanted in (
        {"modality": "mri"},
        {"age_band": "75-79", "wanted": "pain"},
        {"guideline": "iRefer M05"},
        {"basis": "report", "question_type": "result", "nominated": "yes"},
        month | {"practice": "a"},
        month | {"practice": "Practice A", "wanted": "lumbar"},
    ):
        assert found(approved, **wanted) == [case], wanted
    assert found(approved, month="2026-10") == found(approved, status="discuss") == []
    for amiss, field in (
        ({"practice": "A"}, "practice"),
        (month | {"practice": "B"}, "practice"),
        ({"month": "November"}, "month"),
        ({"guideline": "blue"}, "guideline"),
        ({"topic": "elbow"}, "topic"),
    ):
        with pytest.raises(Invalid) as refused:
            find(approved, **amiss)
        assert [each.field for each in refused.value.problems] == [field]
    with pytest.raises(NotFound):
        find(approved, line="another")


def test_bad_input_is_looked_for_as_words_or_answered(approved: World) -> None:
    case = case_of(approved).reference
    for wanted in ('"night" AND (pain)* -- ;', "NIGHT  \u200epain 🙂", "pain\x00night"):
        assert found(approved, wanted=wanted) == [case], wanted
    for wanted in ("the of and", "🙂 🙂", "--", '"'):
        with pytest.raises(Invalid, match="Type a word"):
            find(approved, wanted=wanted)
    long = find(approved, wanted="night " * 2_000)
    assert [each.reference for each in long.cases] == [case]
    assert long.wanted.left_out
    assert found(approved, wanted=HEBREW) == []
    assert found(approved, wanted="lumb") == [case]


def test_a_case_of_twenty_pages_is_found_by_its_last_word(approved: World) -> None:
    pages = " ".join(f"word{number}" for number in range(12_000)) + f" {HEBREW} omega"
    with approved.service.ledger.work("test") as work:
        work.update(case_of(approved), words=case_words.kept(pages))
    for wanted in ("omega", HEBREW, "word11999 word0"):
        assert found(approved, wanted=wanted) == [case_of(approved).reference]


def more(ledger: Ledger, like: Case, number: int) -> None:
    with ledger.work("test") as work:
        for _ in range(number):
            work.add(
                Case(
                    line_id=like.line_id,
                    born_at=work.now,
                    state=CaseState.APPROVED,
                    question="Pain in the hip.",
                    words="pain hip",
                )
            )


def test_pages_follow_each_other_and_the_best_come_first_where_few_are_found(
    approved: World,
) -> None:
    more(approved.service.ledger, case_of(approved), 45)
    first = find(approved, wanted="pain")
    assert (first.total, len(first.cases)) == (46, 20)
    searching, ben = Searching(approved.service.ledger), person(approved, "ben")
    wanted, seen, older = first.wanted, [each.reference for each in first.cases], first.older
    while older:
        page = searching.find(ben, wanted, older)
        seen += [each.reference for each in page.cases]
        older = page.older
    assert len(seen) == len(set(seen)) == 46
    best = searching.find(ben, replace(wanted, sort="best"))
    assert best.sorted_by_best
    assert best.cases[0].reference == case_of(approved).reference, "pain stands in it twice"
