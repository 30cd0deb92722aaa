"""What one measure tells must not give away what another withholds: one example of each way in
which measures hang together (H18)."""

from collections.abc import Mapping

import pytest

from advice_line.audit import periods
from advice_line.audit.figures import telling
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Raw

pytestmark = pytest.mark.hazard("H18")
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-Q1")
Series = Mapping[str, Raw]


def decided(**given: Series) -> dict[str, dict[str, Told]]:
    """By the measure's id, whose dot is two underscores here, and by the period's key."""
    raw = {
        name.replace("__", "."): {periods.read(key): of for key, of in series.items()}
        for name, series in given.items()
    }
    measures = [each for each in every.MEASURES if each.id in raw]
    told = telling.decide(measures, raw, 5)
    return {name: {each.key: of for each, of in found.items()} for name, found in told.items()}


def shares(*pairs: tuple[int, int]) -> dict[str, Raw]:
    return {key: Raw(up, down, down) for key, (up, down) in zip(MONTHS, pairs, strict=True)}


def counts(*numbers: int) -> dict[str, Raw]:
    return shares(*((each, each) for each in numbers))


def test_what_is_not_served_elsewhere_is_the_volume_that_is_withheld() -> None:
    """125 calls less the 32 served are the quarter's 93, of which 90 are of the other months."""
    told = decided(
        access__volume=counts(40, 3, 50, 93),
        deflection__deflected=shares((2, 42), (10, 13), (20, 70), (32, 125)),
    )
    assert told["access.volume"]["2026-Q1"].sentence == "at least 90"
    assert told["deflection.deflected"]["2026-Q1"] == Told(
        State.UNTOLD, "not told", completeness=None
    )
    assert told["deflection.deflected"]["2026-03"].whole


def test_a_share_of_those_that_another_counts_does_not_tell_their_number() -> None:
    """Of 40, 38 are known later: of how many it was done is the 38."""
    told = decided(
        outcomes__known_later={"2026-01": Raw(38, 40, 40)},
        outcomes__done={"2026-01": Raw(20, 38, 40)},
    )
    assert told["outcomes.known_later"]["2026-01"].sentence == "at least 90% of 40"
    done = told["outcomes.done"]["2026-01"]
    assert done.state is State.NEARLY
    assert (done.numerator, done.denominator, done.of, done.value) == (20, 40, None, 0.5)
    assert done.suppressed


def test_parts_of_those_of_which_it_is_known_do_not_tell_of_how_many_it_is_not() -> None:
    would = [each.id for each in every.MEASURES if each.partition == "would_have"]
    parts = dict(zip(would, (20, 12, 0, 0, 6), strict=True))
    told = decided(
        appropriateness__would_have_known={"2026-01": Raw(38, 40, 40)},
        **{
            name.replace(".", "__"): {"2026-01": Raw(count, 38, 40)}
            for name, count in parts.items()
        },
    )
    assert [told[name]["2026-01"].sentence for name in would] == [
        "20 of 40 (50.0%), the few not known among these",
        "12 of 40 (30.0%), the few not known among these",
        "0 of 40 (0%), the few not known among these",
        "0 of 40 (0%), the few not known among these",
        "of 40; how many is not told",
    ]


def test_of_how_many_times_there_are_is_told_no_more_than_of_those_answered() -> None:
    """Five of six: that there are enough to tell their times would leave one that was missed."""
    times = Raw(5, 5, 5, 30.0, 60.0)
    of_six = decided(access__answered={"2026-01": Raw(5, 6, 6)}, access__length={"2026-01": times})
    assert of_six["access.answered"]["2026-01"].sentence == "of 6; how many is not told"
    assert of_six["access.length"]["2026-01"] == Told(State.UNTOLD, "not told")
    many = Raw(38, 38, 38, 30.0, 60.0)
    of_40 = decided(access__answered={"2026-01": Raw(38, 40, 40)}, access__length={"2026-01": many})
    length = of_40["access.length"]["2026-01"]
    assert (length.state, length.numerator, length.known) == (State.ENOUGH, None, None)


def test_times_are_not_numbered_where_the_few_without_one_would_be_known() -> None:
    told = decided(turnaround__close={"2026-01": Raw(38, 38, 40, 60.0, 90.0)})
    close = told["turnaround.close"]["2026-01"]
    assert (close.state, close.numerator, close.known) == (
        State.ENOUGH,
        None,
        "known of nearly all",
    )


def test_how_much_falls_to_each_is_withheld_over_time_like_any_count() -> None:
    """Of 120 queries 93 messages less those of two months are February's three."""
    told = decided(
        cost__messages={
            key: Raw(up, 40 if key != "2026-Q1" else 120, 40 if key != "2026-Q1" else 120)
            for key, up in zip(MONTHS, (40, 3, 50, 93), strict=True)
        }
    )["cost.messages"]
    assert [told[key].numerator for key in MONTHS] == [40, None, 50, None]


def test_queries_for_each_1000_patients_are_of_every_practice_or_not_told() -> None:
    """Of 53, those of practices with a list size are 50: three are of the one without."""
    practices = {"2026-01": Raw(53, 53, 53)}
    told = decided(
        utilisation__queries=practices,
        utilisation__practices=practices,
        utilisation__per_1000={"2026-01": Raw(50, 10_000, 53, known=50)},
    )["utilisation.per_1000"]["2026-01"]
    assert (told.state, told.numerator, told.value) == (State.UNTOLD, None, None)
    assert told.sentence == "not told: a practice asked whose list size is not known"
    whole = decided(
        utilisation__queries=practices,
        utilisation__practices=practices,
        utilisation__per_1000={"2026-01": Raw(53, 10_000, 53, known=53)},
    )["utilisation.per_1000"]["2026-01"]
    assert (whole.value, whole.known) == (5.3, "known 53 of 53")
    few = decided(
        utilisation__queries={"2026-01": Raw(3, 3, 3)},
        utilisation__practices={"2026-01": Raw(3, 3, 3)},
        utilisation__per_1000={"2026-01": Raw(3, 10_000, 3, known=3)},
    )["utilisation.per_1000"]["2026-01"]
    assert (few.state, few.numerator) == (State.UNTOLD, None)


@pytest.mark.parametrize(("queries", "told"), [(6, None), (12, 6), (11, None)])
def test_six_queries_of_six_practices_would_be_one_each(queries: int, told: int | None) -> None:
    found = decided(
        utilisation__queries={"2026-01": Raw(queries, queries, queries)},
        utilisation__practices={"2026-01": Raw(queries, queries, queries)},
        adoption__using={"2026-01": Raw(6, 20, 20)},
    )
    assert found["adoption.using"]["2026-01"].numerator == told


def test_the_few_queries_of_no_practice_come_out_of_no_figure_of_practices() -> None:
    """Of 47 queries 45 are of practices: two are of a department, or of nobody known."""
    told = decided(
        utilisation__queries={"2026-01": Raw(47, 47, 47)},
        utilisation__practices={"2026-01": Raw(45, 45, 45)},
        utilisation__per_1000={"2026-01": Raw(45, 335_140, 45, known=45)},
        adoption__using={"2026-01": Raw(6, 20, 20)},
    )
    assert told["utilisation.queries"]["2026-01"].numerator == 47
    of_practices = told["utilisation.practices"]["2026-01"]
    assert (of_practices.state, of_practices.sentence) == (State.BOUND, "at least 43")
    assert (of_practices.numerator, of_practices.denominator) == (None, None)
    assert told["utilisation.per_1000"]["2026-01"].numerator is None
    assert told["adoption.using"]["2026-01"].numerator == 6


def test_of_people_at_meetings_those_few_of_a_month_do_not_come_out_of_the_quarter() -> None:
    told = decided(
        education__came={
            key: Raw(people, 1 if key != "2026-Q1" else 3, people, known=people)
            for key, people in zip(MONTHS, (10, 3, 12, 25), strict=True)
        }
    )["education.came"]
    assert [told[key].numerator for key in MONTHS] == [10, None, 12, None]
