"""Which practices never ask: their names for those of the line who may open each query anyway, and
for nobody else (H18)."""

import csv
import io
from datetime import date

import pytest
from sqlmodel import col, select

from advice_line.tables.directory import Organisation
from advice_line.tables.ledger import TrailEntry
from tests.audit import as_counted
from tests.web.people import Scene

pytestmark = pytest.mark.hazard("H18")
ELM, OAK = 1, 2
AT = "/audit/silent-practices?period=2026-Q3"
FILE = "/audit/silent-practices.csv?period=2026-Q3"


def asked(scene: Scene, *days: tuple[date, int]) -> None:
    """On each of the days, the practice of that number."""
    ledger = scene.world.service.ledger
    as_counted.queries(ledger, [(day, 1, {"organisation_id": practice}) for day, practice in days])
    as_counted.figures(ledger)


def changed(scene: Scene, practice: int, **to: object) -> None:
    with scene.world.service.ledger.work("test") as work:
        work.update(work.session.get_one(Organisation, practice), **to)


def test_a_lead_finds_the_practice_that_did_not_ask_and_since_when(scene: Scene) -> None:
    asked(scene, (date(2026, 3, 9), OAK), (date(2026, 7, 1), ELM))
    changed(scene, OAK, list_size=4000, network="Northside")
    lead = scene.signed_in("chidi").opens("/audit/measures/adoption.using?period=2026-Q3")
    lead.follows("Practices that did not ask").is_at(
        "/audit/silent-practices?line=hotdoc&period=2026-Q3"
    )
    lead.sees("Oak Lane Surgery", "Northside", "4,000", "March 2026")
    lead.never_sees("Elm Road Surgery")
    lead.follows("Oak Lane Surgery").sees("4,000 patients").follows("Practices that did not ask")
    lead.opens("/audit/measures/utilisation.practices?period=2026-Q3")
    lead.sees("Practices that did not ask")


def test_whoever_never_asked_asked_since_or_was_merged_is_said_to(scene: Scene) -> None:
    asked(scene, (date(2026, 6, 1), ELM))
    lead = scene.signed_in("chidi")
    lead.opens(AT).sees("Elm Road Surgery", "June 2026", "Oak Lane Surgery", "never", "not known")
    asked(scene, (date(2026, 10, 5), OAK))
    lead.opens(AT).sees("since then, in October 2026").never_sees("never")
    changed(scene, OAK, merged_into_id=ELM)
    lead.opens(AT).sees("Elm Road Surgery").never_sees("Oak Lane Surgery")


def test_the_list_is_taken_along_as_a_file_that_no_spreadsheet_runs(scene: Scene) -> None:
    asked(scene, (date(2026, 3, 9), OAK), (date(2026, 7, 1), ELM))
    changed(scene, OAK, name="=cmd", network="Northside", list_size=4000)
    answer = scene.signed_in("chidi").opens(FILE)
    named = 'attachment; filename="silent-practices-hotdoc-2026-Q3.csv"'
    assert answer.headers["content-disposition"] == named
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(answer.page.lstrip("\ufeff")))}
    (oak,) = (row for row in rows.values() if row["network"] == "Northside")
    assert (oak["quarter"], oak["list_size"], oak["last_asked"]) == ("2026-Q3", "4000", "2026-03")
    assert oak["practice"] == "'=cmd"


def test_each_look_is_kept_and_nobody_looks_who_only_pays_or_teaches(scene: Scene) -> None:
    asked(scene, (date(2026, 7, 1), ELM))
    scene.signed_in("amara").opens(AT)
    with scene.world.service.ledger.look("test") as work:
        wanted = select(TrailEntry).where(col(TrailEntry.action) == "audit.silent")
        (line,) = work.session.exec(wanted).all()
        assert (line.actor, line.detail["period"]) == ("responder:amara", "2026-Q3")
    for role, mobile in (("commissioner", "+447700900778"), ("educator", "+447700900779")):
        scene.world.set_up(
            f'version = 1\n[[staff]]\nkey = "{role}"\nname = "Cam Example"\n'
            f'mobile = "{mobile}"\nemail = "{role}@example.org"\nroles = ["{role}"]\n'
        )
        somebody = scene.signed_in_by(mobile).opens("/audit/measures/adoption.using?period=2026-Q3")
        somebody.never_sees("Practices that did not ask")
        for address in (AT, FILE):
            somebody.opens(address).is_refused(403).never_sees("Oak Lane Surgery")


@pytest.mark.parametrize(
    ("period", "says"),
    [("2026-Q4", "This period is not over."), ("2020-Q1", "Before the line was first asked")],
)
def test_a_quarter_without_figures_lists_nobody(scene: Scene, period: str, says: str) -> None:
    asked(scene, (date(2026, 7, 1), ELM))
    page = scene.signed_in("chidi").opens(f"/audit/silent-practices?period={period}")
    page.sees(says).never_sees("Oak Lane Surgery")
