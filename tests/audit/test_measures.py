"""The definitions of what is measured: complete, told apart, and documented from the code."""

from collections import Counter
from pathlib import Path

from advice_line.audit.measures import every, page
from advice_line.audit.measures.definition import Each, Reckoned, Share, Spread, Tally
from advice_line.audit_kinds import ClockKind, Unit

DOCS = Path(__file__).parents[2] / "docs" / "measures.md"


def test_the_dictionary_is_drawn_from_the_definitions() -> None:
    assert DOCS.read_text(encoding="utf-8") == page.page()
    assert set(page.GROUPS) >= {each.group for each in every.MEASURES}


def test_no_two_measures_have_one_name() -> None:
    ids = Counter(each.id for each in every.MEASURES)
    names = Counter(each.name for each in every.MEASURES)
    assert [each for each, count in (ids + names).items() if count > 1] == []


def test_each_measure_says_which_group_it_is_of_and_hangs_on_measures_there_are() -> None:
    for each in every.MEASURES:
        assert each.id.startswith(f"{each.group}."), each.id
        for other in (each.within, each.rest):
            assert other is None or other in every.BY_ID, each.id


def test_a_measures_unit_and_clock_fit_how_it_is_counted() -> None:
    units = {Share: {Unit.SHARE}, Tally: {Unit.COUNT}, Spread: {Unit.SECONDS}}
    for each in every.MEASURES:
        fit = units.get(type(each.how))
        assert fit is None or each.unit in fit, each.id
        if isinstance(each.how, Spread):
            assert each.clock is not ClockKind.NONE, each.id
        if isinstance(each.how, Each | Reckoned):
            assert each.unit is not Unit.SECONDS or each.clock is ClockKind.ELAPSED, each.id


def test_nothing_is_broken_down_by_a_person() -> None:
    by = {dimension.value for each in every.MEASURES for dimension in each.by}
    assert not by & {"responder", "author", "owner", "person"}
