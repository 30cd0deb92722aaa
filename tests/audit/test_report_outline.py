"""A report is read from above: what stands out, then each figure once, then what is looked up."""

from collections import Counter

import pytest

from advice_line.audit.figures.told import State
from advice_line.audit.reports import narrative, outline, summary
from advice_line.audit.reports.content import Report
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.reports.outline import Bullets, Drawing, Fold, Heading, Prose, Table
from tests.audit import a_report


@pytest.fixture(scope="module")
def kept() -> Stored:
    return a_report.kept()


def sections(kept: Stored) -> dict[str, list[outline.Part]]:
    found: dict[str, list[outline.Part]] = {}
    for part in outline.of(kept):
        if isinstance(part, Heading) and part.level == 1:
            found[part.text] = []
        elif found:
            found[next(reversed(found))].append(part)
    return found


def test_the_summary_comes_first_with_the_leads_words_and_the_headlines(kept: Stored) -> None:
    title, of = next(iter(sections(kept).items()))
    assert title == "Summary"
    assert of[0] == Heading(outline.IN_WORDS, 2)
    (table,) = (part for part in of if isinstance(part, Table))
    assert [row[0] for row in table.rows] == [each.name for each in kept.report.series]
    assert table.heads[1:3] == ("October 2026", "The month before")
    assert any(isinstance(part, Bullets) for part in of)


def test_each_figure_is_said_once_in_its_section_told_or_by_name(kept: Stored) -> None:
    for group in kept.report.groups:
        of = sections(kept)[narrative.TITLES[group]]
        tables = [row[0] for part in of if isinstance(part, Table) for row in part.rows]
        rest = " ".join(part.text for part in of if isinstance(part, Prose) and ": " in part.text)
        for figure in kept.report.of(group):
            told = figure.state not in (State.NOTHING, State.UNTOLD, State.FEW, State.NOT_GIVEN)
            assert tables.count(figure.name) == told
            assert told or figure.name in rest


def test_a_chart_is_drawn_where_it_could_show_something(kept: Stored) -> None:
    drawn = [part.series.id for part in outline.of(kept) if isinstance(part, Drawing)]
    assert drawn == [each.id for each in kept.report.series]
    bare = kept.report.series[0]
    points = tuple(each.model_copy(update={"value": None}) for each in bare.points)
    series = (bare.model_copy(update={"points": points}), *kept.report.series[1:])
    less = Stored("", 1, kept.made_at, kept.report.model_copy(update={"series": series}), "")
    parts = list(outline.of(less))
    assert bare.id not in [part.series.id for part in parts if isinstance(part, Drawing)]
    assert Prose("Queries over time: nothing is told that a chart could show.", True) in parts


def test_what_is_looked_up_is_folded_and_the_contents_lead_to_one_place_each(kept: Stored) -> None:
    parts = list(outline.of(kept))
    folds = [part.title for part in parts if isinstance(part, Fold)]
    assert folds[-1] == "The definition of each measure"
    assert "By practice: July to September 2026" in folds
    keys = Counter(part.key for part in parts if isinstance(part, Heading))
    assert set(keys.values()) == {1}
    assert all(key.replace("-", "").isalnum() for key in keys)
    # On paper nothing is left out.
    assert len(list(outline.flat(parts))) > len(parts)


def test_each_definition_stands_there_once_with_all_that_it_leaves_out(kept: Stored) -> None:
    intro, table, sources = next(
        part.parts for part in reversed(list(outline.of(kept))) if isinstance(part, Fold)
    )
    assert isinstance(intro, Prose)
    assert isinstance(table, Table)
    assert isinstance(sources, Prose)
    common = "test calls, wrong numbers and what was asked twice"
    assert intro.text.startswith(f"Left out, if nothing else is said: {common}.")
    for figure, (name, said) in zip(kept.report.figures, table.rows, strict=True):
        assert name == figure.name
        assert f"({figure.id}, version {figure.version})" in said
        first, _, more = figure.exclusions.partition("; ")
        if first == common:
            assert more in said
        else:
            alone = f"Left out alone: {figure.exclusions}."
            assert (alone if figure.exclusions != "none" else "Left out: nothing.") in said
        assert figure.source in sources.text
    assert sources.text.count("GMC Good medical practice 2024, 69-70; this service's hazard") == 1


def report(**more: object) -> Report:
    """With the one figure of a target, in time or not."""
    bare = a_report.kept().report
    of = next(each for each in bare.figures if each.id == "turnaround.in_target")
    figure = of.model_copy(
        update={"state": State.TOLD, "value": 0.8, "sentence": "32 of 40 (80.0%)"} | more
    )
    series = next(each for each in bare.series if each.id == of.id)
    return bare.model_copy(update={"figures": (figure,), "series": (series,)})


def test_a_target_that_is_missed_stands_out_and_one_that_is_met_is_named() -> None:
    (missed,) = summary.stands_out(report())
    assert missed.endswith("32 of 40 (80.0%); in the month before so many; the tolerance is 90%, "
                           "which is not met.")  # fmt: skip
    assert list(summary.stands_out(report(value=0.95, sentence="38 of 40 (95.0%)"))) == [
        summary.NOTHING,
        "Targets that are met: Written questions answered in their target.",
    ]


def test_what_is_no_chance_stands_out_and_chance_does_not() -> None:
    quiet = report(target=None)
    assert list(summary.stands_out(quiet)) == [summary.NOTHING]
    icons = ("Special cause: concerning, with lower values.", "The target is hit and missed.")
    (series,) = quiet.series
    special = quiet.model_copy(update={"series": (series.model_copy(update={"icons": icons}),)})
    (said,) = summary.stands_out(special)
    assert said.endswith(icons[0])


def test_a_report_of_before_hollow_dots_is_drawn_as_it_was(kept: Stored) -> None:
    content = kept.report.model_dump(mode="json", by_alias=True)
    for series in content["series"]:
        for point in series["points"]:
            del point["most"]
    assert Report.model_validate(content) == kept.report
