"""Figures that an older release told in other words are told anew after an upgrade, and counted no
more than before."""

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlmodel import select

from advice_line.audit.figures.rolled_up import Figures
from advice_line.ledger.work import Work
from advice_line.migrations.versions import figures_said_anew
from advice_line.tables.audit_facts import AuditFigure
from tests.audit.filled import fill, year
from tests.stories.world import World


@pytest.mark.hazard("H18")
def test_what_was_told_in_other_words_is_told_anew_after_the_upgrade(made: World) -> None:
    ledger = made.ledger
    fill(ledger, "hotdoc", year(months=1))
    made.phones.advance(10 * 24 * 3600)
    figures = Figures(ledger, 5)
    figures.catch_up()
    with ledger.work("test") as work:
        before = {(row.period, row.measure): row.told for row in _rows(work)}
        assert before
        for row in _rows(work):
            row.told = {"state": "told", "sentence": "51 of 56 (91.1 %)"}
            work.session.add(row)
        with Operations.context(MigrationContext.configure(work.connection)):
            figures_said_anew.upgrade()
    figures.catch_up()
    with ledger.work("test") as work:
        assert {(row.period, row.measure): row.told for row in _rows(work)} == before


def _rows(work: Work) -> list[AuditFigure]:
    return list(work.session.exec(select(AuditFigure)))
