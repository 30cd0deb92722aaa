"""What a query costs: by what the site gives for each day, on either database, and never by what it
does not give (H18)."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from advice_line.audit import periods
from advice_line.audit.figures import reading, telling
from advice_line.audit.figures.told import State, Told
from advice_line.audit.figures.verifying import reconcile
from advice_line.audit.measures import every, money
from advice_line.audit.measures.definition import Raw
from advice_line.audit.reports import across
from advice_line.audit.spc import values
from advice_line.audit_kinds import Unit
from advice_line.rules import costs
from advice_line.rules.costs import Cost, Stretch
from advice_line.tables.directory import Line
from tests.audit import a_report
from tests.audit.filled import fill as fill_line
from tests.audit.filled import keep, year
from tests.directory.example import spoilt
from tests.directory.faults import said_of
from tests.stories.world import HOTDOC, World

pytestmark = pytest.mark.hazard("H18")
SMALL = 5
DECEMBER = datetime(2026, 12, 1, 9, tzinfo=UTC)
WORDS = "words = { greeting"
APRIL, NOVEMBER, MAY = date(2026, 4, 1), date(2026, 11, 1), date(2027, 5, 1)
NAMES = ("duty", "running", "whole")


def given(text: str) -> str:
    """The line's own setup file with these costs."""
    return HOTDOC.read_text(encoding="utf-8").replace(
        "hunt_seconds = 75\n", f"hunt_seconds = 75\ncosts = [{text}]\n", 1
    )


def wrong(made: World) -> int:
    """How many figures are; the record of each query is empty, so that each fact is too."""
    with made.ledger.look("test") as work:
        found = reconcile(work)
        return found.wrong + found.queries_waiting - found.queries


def told(made: World, period: str) -> dict[str, Told]:
    with made.ledger.look("test") as work:
        line = work.session.exec(select(Line).where(Line.key == "hotdoc")).one()
        found = reading.whole(work, line, periods.read(period))
        work.let_go()
    return {each.measure.id: each.told for each in found}


def test_what_is_not_given_is_said_and_what_is_given_later_is_counted_back(
    made: World,
) -> None:
    fill_line(made.ledger, "hotdoc", year(months=2))
    clock = made.service.clock
    made.phones.advance((DECEMBER - clock.now()).total_seconds())
    keep(made.ledger)
    for name in NAMES:
        none = told(made, "2026-11")[f"cost.{name}"]
        assert (none.state, none.value, none.suppressed) == (State.NOT_GIVEN, None, False)
        assert none.sentence == money.NOT_GIVEN
    made.set_up(given("{ from = 2026-11-01, hour = 100, year = 36500 }"))
    assert wrong(made) == 0, "what is to be counted anew is not called wrong"
    keep(made.ledger)
    assert wrong(made) == 0
    november, october = told(made, "2026-11"), told(made, "2026-10")
    hours = (november["rota.fill"].numerator or 0) / 60
    queries = november["utilisation.queries"].numerator
    assert (hours, queries) == (231, 112)
    assert november["cost.running"].sentence == "£26.79 (£3,000 for 112)"
    assert november["cost.duty"].numerator == 23_100
    assert november["cost.whole"].numerator == 26_100
    assert october["cost.whole"].state is State.NOT_GIVEN
    assert told(made, "2026-W44")["cost.whole"].state is State.NOT_GIVEN, "a day of it lacks"
    made.set_up(given("{ from = 2026-10-01, hour = 200 }"))
    keep(made.ledger)
    assert told(made, "2026-11")["cost.duty"].numerator == 46_200
    assert told(made, "2026-11")["cost.running"].state is State.NOT_GIVEN
    assert wrong(made) == 0


def test_each_day_has_the_cost_that_was_given_last_before_it() -> None:
    known = costs.read(
        [
            {"from": "2026-11-16", "hour": 120, "year": None},
            {"from": "2026-04-01", "hour": 100.5, "year": 9000},
        ]
    )
    first, second = Cost(APRIL, 100.5, 9000), Cost(date(2026, 11, 16), 120)
    assert list(costs.stretches(known, NOVEMBER, date(2026, 12, 1))) == [
        Stretch(NOVEMBER, date(2026, 11, 16), first),
        Stretch(date(2026, 11, 16), date(2026, 12, 1), second),
    ]
    assert list(costs.stretches(known, date(2026, 3, 30), date(2026, 4, 2))) == [
        Stretch(date(2026, 3, 30), APRIL, None),
        Stretch(APRIL, date(2026, 4, 2), first),
    ]
    assert [each.cost for each in costs.stretches((), NOVEMBER, MAY)] == [None]


def test_a_month_of_few_tells_no_cost_of_each_since_its_number_would_come_out() -> None:
    months = {
        periods.read("2026-10"): Raw(3000, 40, 40),
        periods.read("2026-11"): Raw(3000, 3, 3),
        periods.read("2026-12"): Raw(3, 40, 40),
    }
    measure = every.named("cost.running")
    found = list(telling.decide([measure], {measure.id: months}, SMALL)[measure.id].values())
    assert [each.state for each in found] == [State.TOLD, State.FEW, State.TOLD]
    assert (found[1].value, found[1].numerator) == (None, None)
    assert found[2].sentence == "£0.07 (£3 for 40)", "few pounds are of nobody"


def test_of_lines_of_which_one_gives_none_there_is_no_cost_of_all() -> None:
    measure = every.named("cost.whole")
    one = a_report.figure(
        measure, {"state": State.TOLD, "numerator": 4120, "denominator": 100, "value": 41.2,
                  "sentence": "£41.20 (£4,120 for 100)"},
    )  # fmt: skip
    none = a_report.figure(measure, {"state": State.NOT_GIVEN, "sentence": money.NOT_GIVEN})
    assert across.together([one, one]).sentence == "£8,240 for 200 (£41.20)"
    assert across.together([one, none]).sentence == "not told of every line"


@pytest.mark.parametrize(
    ("costs", "said"),
    [
        ("[{ from = 2026-04-01 }]", "says no cost: write hour, year, or both, in pounds"),
        ("[{ from = 2026-04-01, hour = 0 }]", "0"),
        ("[{ from = 2026-04-01, hour = 90 }, { from = 2026-04-01, year = 9 }]", "says twice"),
    ],
)
def test_costs_that_say_nothing_or_say_it_twice_are_refused(costs: str, said: str) -> None:
    (problem,) = said_of(spoilt((WORDS, f"costs = {costs}\n{WORDS}")))
    assert said in problem


@pytest.mark.parametrize(
    ("value", "said"), [(0.066, "£0.07"), (41.2, "£41.20"), (12, "£12"), (1234.5, "£1,234")]
)
def test_pounds_are_said_as_people_write_them(value: float, said: str) -> None:
    assert values.said(value, Unit.POUNDS) == said
