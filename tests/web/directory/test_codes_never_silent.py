"""A code that is closed or opened again is told each time, whoever did it: before it is saved, on
the organisation's page and in the trail, by name. A closed one that nobody noticed is written to
for years; one that was opened unseen is written to although nobody is there (H17)."""

import pytest
from sqlmodel import col, select

from advice_line.tables.ledger import TrailEntry
from tests.directory.imports.example import report, row
from tests.stories.world import HOTDOC
from tests.web.people import Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H17")
PLACE = "/admin/directory"
ELM, OAK = f"{PLACE}/Y99001", f"{PLACE}/Y99002"


@pytest.fixture
def office(scene: Scene) -> Surfer:
    return scene.signed_in("chidi").opens(PLACE)


def told(scene: Scene, code: str) -> list[tuple[str, str]]:
    """What the trail says of the code's closing and opening, and who did it."""
    with scene.world.ledger.look("test") as work:
        lines = select(TrailEntry.action, TrailEntry.actor).where(
            col(TrailEntry.subject) == f"organisation:{code}",
            col(TrailEntry.action).in_(("organisation.closed", "organisation.reopened")),
        )
        return [(what, who) for what, who in work.session.exec(lines.order_by(col(TrailEntry.id)))]


def brings_in(office: Surfer, *rows: str) -> Surfer:
    fields = office.opens(f"{PLACE}/import").form("Look through it").fields
    return office.uploads(f"{PLACE}/import", fields, ("x.csv", report(*rows), "text/csv"))


def test_a_file_that_closes_and_opens_codes_says_so_before_and_after(
    scene: Scene, office: Surfer
) -> None:
    closing = row("Y99001", status="C", closed="20261101"), row("Y99002")
    brings_in(office, *closing).sees("Codes to close (1)", "Elm Road Surgery")
    assert told(scene, "Y99001") == []
    office.presses("Save all of this").sees("Saved.")
    office.opens(ELM).sees("The code is closed since Sunday 1 November 2026", "Code closed")
    office.sees("Dr Chidi Example")
    opening = row("Y99001"), row("Y99002", status="C", closed="20261102")
    page = brings_in(office, *opening).sees("Codes to open again (1)", "Codes to close (1)")
    page.presses("Save all of this").sees("Saved.")
    office.opens(ELM).sees("Code opened again").never_sees("The code is closed since")
    by = "responder:chidi"
    assert told(scene, "Y99001") == [("organisation.closed", by), ("organisation.reopened", by)]
    assert told(scene, "Y99002") == [("organisation.closed", by)]


def test_what_a_person_closes_or_opens_is_told_and_no_file_undoes_it_unseen(
    scene: Scene, office: Surfer
) -> None:
    office.opens(f"{ELM}/edit").presses("Save", closed_on="2026-11-01").sees(
        "Saved.", "Code closed"
    )
    # Neither the setup file nor a report opens it again: the file's word waits to be seen.
    scene.world.set_up(HOTDOC.read_text(encoding="utf-8"))
    office.opens(ELM).sees("The code is closed since")
    brings_in(office, row("Y99001"), row("Y99002")).sees("Kept as it stands")
    office.never_sees("Codes to open again").presses("Save all of this").sees("Saved.")
    office.opens(ELM).sees("The code is closed since", "the ODS report says")
    assert told(scene, "Y99001") == [("organisation.closed", "responder:chidi")]
    office.opens(f"{ELM}/edit").presses("Save", closed_on="").sees("Saved.", "Code opened again")
    assert told(scene, "Y99001")[1:] == [("organisation.reopened", "responder:chidi")]


def test_a_code_that_closes_while_something_is_open_there_is_put_before_the_office(
    scene: Scene, office: Surfer
) -> None:
    scene.called()
    brings_in(office, row("Y99001", status="C", closed="20261101"), row("Y99002"))
    office.presses("Save all of this").sees("Saved.")
    office.opens(PLACE).sees("Code closed, and something is open")
    office.opens(f"{PLACE}?list=closed").sees("Elm Road Surgery")
