"""What is proposed for an agenda: each with its reason, and nothing that may not come."""

from dataclasses import replace

import pytest

from advice_line.meeting_kinds import Why
from advice_line.rules.agenda import Facts, Proposal, ordered, proposed

SPINE, CHEST = ("spine", "mri"), ("chest", "xr")
CASE = Facts(
    id=1,
    about=SPINE,
    practice="a",
    nominated=False,
    may_come=True,
    traced=None,
    traced_reason=None,
    avoided=None,
    differs=None,
)


def reasons(found: Proposal) -> list[Why]:
    return [each.why for each in found.reasons]


@pytest.mark.parametrize(
    ("case", "why", "words"),
    [
        (replace(CASE, nominated=True), Why.NOMINATED, "Nominated by who advised"),
        (replace(CASE, differs=False), Why.DISCREPANCY, "The advice differs from the report"),
        (
            replace(CASE, traced="done", avoided="both"),
            Why.GOOD_SPOT,
            "Good spot: done as advised, and it avoided a referral and imaging",
        ),
        (
            replace(CASE, traced="not_done", traced_reason="not_agreed"),
            Why.SURPRISE,
            "(i did not agree with it)",
        ),
    ],
)
def test_a_case_comes_with_its_reason(case: Facts, why: Why, words: str) -> None:
    (found,) = proposed([case], ())
    assert reasons(found) == [why]
    assert words in found.reasons[0].words
    assert not found.harm_possible


def test_what_may_not_come_is_not_proposed_and_counts_all_the_same() -> None:
    barred = [replace(CASE, id=n, practice=p, may_come=False) for n, p in ((1, "a"), (2, "b"))]
    assert proposed(barred, ()) == ()
    (case, gap) = proposed([*barred, replace(CASE, id=3)], ())
    assert (case.case_id, reasons(case)) == (3, [Why.REPEAT])
    assert case.reasons[0].words == "Asked 3 times by 2 practices"
    assert (gap.case_id, gap.theme, reasons(gap)) == (None, "Spine, MRI", [Why.GUIDANCE_GAP])


def test_one_practice_alone_makes_no_theme() -> None:
    assert proposed([replace(CASE, id=each) for each in range(9)], ()) == ()


def test_where_guidance_is_published_there_is_no_gap() -> None:
    asked = [replace(CASE, id=each, practice=f"{each}") for each in range(3)]
    assert [each.case_id for each in proposed(asked, {SPINE})] == [0]
    assert None in [each.case_id for each in proposed(asked, {CHEST})]


def test_harm_is_possible_where_a_difference_changes_what_is_done() -> None:
    found = proposed([CASE, replace(CASE, id=2, differs=True, nominated=True)], ())
    assert [(each.case_id, each.harm_possible) for each in found] == [(2, True)]


def test_of_a_theme_the_nominated_case_speaks_and_comes_first() -> None:
    asked = [replace(CASE, id=each, practice=f"{each}") for each in (1, 2)]
    found = proposed([*asked, replace(CASE, id=3, nominated=True, practice="c")], {SPINE})
    assert [each.case_id for each in found] == [3]
    assert reasons(found[0]) == [Why.NOMINATED, Why.REPEAT]


@pytest.mark.parametrize(("by", "order"), [(-1, "bac"), (1, "acb"), (-9, "bac"), (9, "acb")])
def test_an_item_moves_by_places_and_never_off_the_end(by: int, order: str) -> None:
    assert "".join(ordered(list("abc"), "b", by)) == order
