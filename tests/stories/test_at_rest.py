"""What the worker of a story passes over would have found nothing."""

import re

import pytest

from advice_line.worker import run_job
from tests import statements
from tests.stories import at_rest
from tests.stories.world import World

# Without an aggregate or a union, a selection from an empty table has no row.
_SELECTION = re.compile(r"SELECT [^()]* \nFROM (\w+)(?!.* UNION)", re.DOTALL)
_FIRST_DUE = re.compile(r"SELECT min\(\w+\.\w+\) AS min_1 \nFROM (\w+)(?!.* UNION)", re.DOTALL)


@pytest.mark.parametrize("name", sorted(at_rest.ASKS))
def test_over_an_empty_table_a_job_asks_that_and_finds_nothing(one_house: World, name: str) -> None:
    (job,) = [each for each in one_house.service.jobs if each.name == name]
    with statements.asked(one_house.ledger.db.engine) as told:
        assert run_job(one_house.ledger, job) == 0
    assert _tables(told, _SELECTION) - {"lines"} == {at_rest.ASKS[name]}
    with statements.asked(one_house.ledger.db.engine) as told:
        assert job.next_due() is None
    assert _tables(told, _SELECTION, _FIRST_DUE) <= {at_rest.ASKS[name]}


def _tables(told: list[str], *plain: re.Pattern[str]) -> set[str]:
    asked = [each for each in told if each != "BEGIN"]
    found = [match for each in asked for known in plain if (match := known.match(each))]
    assert len(found) == len(asked), asked
    return {match[1] for match in found}
