"""Two rows of the directory that become one: each figure is counted anew that hangs on it, however
old (as it was by then: `test_regrouped.py`), and each fact of a query that is now another's, on
either database (H18)."""

from datetime import date

import pytest
from sqlmodel import col, select

from advice_line.audit.figures.verifying import Reconciled, reconcile
from advice_line.directory.kept.door import KeepingDirectory
from advice_line.directory_kinds import OrganisationKind
from advice_line.kinds import Urgency
from advice_line.tables.audit_facts import AuditFigure
from advice_line.tables.directory import Organisation
from tests.audit.counted import Counted
from tests.audit.filled import fill_each, keep
from tests.stories.world import HOTDOC, World
from tests.web.people import OAK_LANE_MAIL

pytestmark = pytest.mark.hazard("H18")
SMALL = 5
ELM_ROAD, OAK_LANE = "Y99001", "Y99002"
USING = "adoption.using"


def reconciled(made: World) -> Reconciled:
    with made.ledger.look("test") as work:
        return reconcile(work)


def using(made: World, period: str) -> tuple[int, int]:
    with made.ledger.look("test") as work:
        wanted = select(AuditFigure).where(
            col(AuditFigure.measure) == USING, col(AuditFigure.period) == period
        )
        row = work.session.exec(wanted).one()
        return row.numerator, row.denominator


def asked_in_june(made: World) -> None:
    """Of each practice six: facts alone, and June is too long ago to be looked at for itself."""
    with made.ledger.look("test") as work:
        keys = col(Organisation.key).in_((ELM_ROAD, OAK_LANE))
        ids = [each.id for each in work.session.exec(select(Organisation).where(keys))]
        work.let_go()
    of_practice = {"organisation_kind": OrganisationKind.PRACTICE}
    fill_each(
        made.ledger,
        "hotdoc",
        [(date(2026, 6, 1 + n), of_practice | {"organisation_id": ids[n % 2]}) for n in range(12)],
    )


def test_figures_of_practices_long_ago_are_counted_anew_for_a_merge_and_a_list(
    made: World,
) -> None:
    asked_in_june(made)
    keep(made.ledger)
    assert using(made, "2026-06") == (2, 2)
    door, office = KeepingDirectory(made.ledger, 12), made.responder("chidi")
    door.merge(office, OAK_LANE, ELM_ROAD, "merges")
    found = reconciled(made)
    assert found.wrong + found.queries_waiting == found.queries, (
        "figures that are to be counted anew are not called wrong"
    )
    keep(made.ledger)
    assert using(made, "2026-06") == (2, 2), "June was told before they became one"
    text = HOTDOC.read_text(encoding="utf-8")
    named = 'name = "Elm Road Surgery"\n'
    made.set_up(text.replace(named, f"{named}list_size = 4000\n"))
    keep(made.ledger)
    found = reconciled(made)
    assert found.wrong + found.queries_waiting == found.queries
    with made.ledger.look("test") as work:
        rate = col(AuditFigure.measure) == "utilisation.per_1000"
        june = col(AuditFigure.period) == "2026-06"
        row = work.session.exec(select(AuditFigure).where(rate, june)).one()
        assert (row.numerator, row.denominator) == (12, 4000)


def test_a_query_of_who_was_merged_is_of_the_others_kind(counted: Counted) -> None:
    counted.written.asks(Urgency.TODAY, address=OAK_LANE_MAIL)
    with counted.world.ledger.work("test") as work:
        oak = work.session.exec(select(Organisation).where(col(Organisation.key) == OAK_LANE)).one()
        work.update(oak, kind=OrganisationKind.DEPARTMENT)
    keep(counted.world.ledger)
    counted.long_after()
    door, office = KeepingDirectory(counted.world.ledger, 12), counted.world.responder("chidi")
    door.merge(office, OAK_LANE, ELM_ROAD, "merges")
    counted.fits()
    assert counted.fact().organisation_kind == OrganisationKind.PRACTICE
    keep(counted.world.ledger)
    assert (counted.compared().fits, counted.compared().queries_waiting) == (True, 0)
