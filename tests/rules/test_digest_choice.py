"""Three questions for a digest: the best first, of different subjects, each with its reason; and
figures that tell of nobody."""

from dataclasses import replace

from advice_line.rules.digest_choice import Candidate, best, reasons
from advice_line.rules.digest_figures import Figure, figure, told

PLAIN = Candidate("C1", "spine", nominated=False, learning_point=False, helped=False)


def test_one_of_each_subject_comes_before_a_second_of_any() -> None:
    cases = [
        replace(PLAIN, nominated=True, learning_point=True),
        replace(PLAIN, reference="C2", nominated=True),
        replace(PLAIN, reference="C3", topic="chest"),
        replace(PLAIN, reference="C4", topic=None),
    ]
    assert best(cases) == ["C1", "C3", "C4"]
    assert best(cases[:2]) == ["C1", "C2"]
    assert best([]) == []


def test_each_is_shown_with_its_reasons_and_small_counts_are_not_told() -> None:
    assert reasons(PLAIN, 5) == ()
    assert reasons(replace(PLAIN, alike=3), 5) == ("Asked more than once this month",)
    assert reasons(replace(PLAIN, alike=6, nominated=True), 5) == (
        "Nominated by who advised",
        "Asked 6 times this month",
    )


def test_others_are_told_as_a_mean_of_enough_and_never_with_the_own() -> None:
    others = {f"p{number}": 4 for number in range(5)}
    assert figure("Asked", others | {"own": 50}, "own", 5) == Figure(
        "Asked", "50", "4.0 each on average"
    )
    few = figure("Asked", {"p1": 4, "p2": 4, "own": 3}, "own", 5)
    assert few == Figure("Asked", "fewer than 5", "too few to say")


def test_nothing_small_is_told() -> None:
    assert [told(each, 5) for each in (0, 1, 4, 5)] == ["none", "fewer than 5", "fewer than 5", "5"]
