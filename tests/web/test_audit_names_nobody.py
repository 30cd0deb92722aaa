"""Nothing of the audit tells of one member of staff, by name, in order, or at all (H18): neither
its pages nor its files nor its JSON."""

import re
from datetime import date
from itertools import cycle
from typing import Any

import pytest
from sqlmodel import col, select

from advice_line.audit.measures import every
from advice_line.audit.reports.files import Form
from advice_line.audit_kinds import Group
from advice_line.ledger.work import Ledger
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Query
from tests.audit import as_counted
from tests.audit.test_report_files import words_of
from tests.web.people import Scene
from tests.web.test_audit_pages import weekdays

pytestmark = pytest.mark.hazard("H18")
SURNAME = "Quillfeather"
OWN = re.compile(rf"Signed in as [^.]*{SURNAME}-\w+")
FACTS: tuple[dict[str, Any], ...] = (
    {},
    {"written": True, "channel": "email"},
    {"in_target": True, "helped": True},
)


def named(ledger: Ledger) -> list[str]:
    """Each of the staff has a share of what was asked, and a name that is nothing else."""
    with ledger.work("test") as work:
        staff = list(work.session.exec(select(Responder).order_by(col(Responder.id))))
        for each in staff:
            work.update(each, name=f"Dr {each.key} {SURNAME}-{each.key}")
        for query, owner in zip(work.session.exec(select(Query)), cycle(staff), strict=False):
            work.update(query, owner_id=owner.id)
        return [each.key for each in staff]


def test_no_page_file_or_json_of_the_audit_names_any_of_the_staff(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    october = weekdays(date(2026, 10, 1), date(2026, 11, 1))
    for facts in FACTS:
        as_counted.queries(ledger, [(day, 2, facts) for day in october])
    as_counted.calls(ledger, [(day, 3, {}) for day in october])
    assert len(named(ledger)) > 2
    as_counted.figures(ledger)
    lead = scene.signed_in("chidi").opens("/audit/reports")
    report = lead.presses("Make the report", period="2026-10").address.partition("?")[0]
    # One of each kind: their pages are alike.
    measures = [f"/audit/measures/{every.of(each)[0].id}?period=2026-10" for each in Group]
    ways = [
        f"/audit/measures/utilisation.queries?period=2026-10&by={each}"
        for each in every.named("utilisation.queries").by
    ]
    behind = "/audit/measures/access.answered/queries?period=2026-10"
    for path in ("/audit?period=2026-10", "/audit/compare", *measures, *ways, behind, report):
        text = lead.opens(path).page
        assert "Queries" in text or "audit" in text
        assert SURNAME not in OWN.sub("", text), path
    for form in Form:
        given = lead.client.get(f"{report}/{form}").content
        assert SURNAME.encode() not in given
        assert SURNAME not in words_of(given, form), form
