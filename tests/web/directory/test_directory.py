"""The office keeps the directory by its pages: finds, puts right, confirms, brings in, merges."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from advice_line.directory import bounced, lookups
from advice_line.directory.kept import pointing
from advice_line.directory.kept.corrections import PracticeCorrections
from advice_line.errors import NotAllowed
from advice_line.kinds import Role
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Organisation, Requester
from advice_line.tables.mails import BouncedAddress
from advice_line.tables.queries import Query
from advice_line.trust.roles import Actor
from tests.directory.imports.example import own, report, row
from tests.stories.world import HOTDOC
from tests.web.people import Scene
from tests.web.surfing import Surfer

PLACE = "/admin/directory"
ELM = f"{PLACE}/Y99001"
CSV = "text/csv"


@pytest.fixture
def office(scene: Scene) -> Surfer:
    """Chidi leads the service and keeps the office."""
    return scene.signed_in("chidi").opens("/admin").follows("Directory of practices")


def of(scene: Scene, code: str) -> Organisation:
    with scene.world.ledger.look("test") as work:
        found = lookups.organisation_by_key(work.session, code)
        assert found is not None
        return found


def test_an_organisation_is_found_and_put_right_and_nothing_typed_is_lost(
    scene: Scene, office: Surfer
) -> None:
    for words in ("elm road", "y99001", "01632 960101"):
        office.opens(f"{PLACE}?q={words}").sees("Elm Road Surgery", "Y99001")
    office.opens(f"{PLACE}?q=nobody such").sees("No organisation has this name", "Add one")
    office.sees("Keep the directory", "It holds")
    page = office.opens(f"{ELM}/edit")
    typed = {"bypass_number": "0163", "open": "mon-fri 8-18", "said_by": "Pat Example"}
    page.presses("Save", **typed).is_refused(422)
    page.sees('Number for clinicians: "0163" is no telephone number')
    page.sees('Opening hours: "mon-fri 8-18" is no opening hours')
    assert page.form("Save").fields["open"] == "mon-fri 8-18"
    mended = {"bypass_number": "01632 960191", "open": "mon-fri 08:00-18:30"}
    page.presses("Save", **mended).sees("Saved.", "01632 960191", "the office", "Pat Example")
    page.sees("Changed: opening hours", "Dr Chidi Example")
    assert of(scene, "Y99001").bypass_number == "+441632960191"
    # The line itself would ring itself.
    own_number = page.opens(f"{ELM}/edit").presses("Save", phones="01632 960000").is_refused(422)
    own_number.sees("that is the number of")


def test_who_was_first_is_said_and_what_the_second_typed_stays(
    scene: Scene, office: Surfer
) -> None:
    second = scene.signed_in("chidi").opens(f"{ELM}/edit")
    office.opens(f"{ELM}/edit").presses("Save", network="North PCN").sees("Saved.")
    second.presses("Save", network="South PCN").is_refused(409).sees("Somebody changed this")
    assert second.form("Save").fields["network"] == "South PCN"
    assert of(scene, "Y99001").network == "North PCN"
    second.presses("Save").sees("Saved.", "South PCN")


def test_somebody_asked_there_and_mail_goes_again(scene: Scene, office: Surfer) -> None:
    email = of(scene, "Y99001").email or ""
    with scene.world.ledger.work("test") as work:
        mark = bounced.mark(work, email)
        work.add(BouncedAddress(address_mark=mark, bounced_at=work.now, status="5.1.1"))
    office.opens(f"{PLACE}?list=bounced").follows("Elm Road Surgery").sees("came back")
    office.presses("It is right", part="email").is_refused(422).sees("Say whom you asked")
    office.presses("It is right", part="email", said_by="the practice manager")
    office.sees("Noted that it is right.", "by the word of the practice manager")
    office.never_sees("came back")
    with scene.world.ledger.look("test") as work:
        assert bounced.since(work, email) is None


def test_a_file_is_looked_over_saved_and_tells_what_it_keeps(office: Surfer) -> None:
    office.opens(f"{ELM}/edit").presses("Save", phones="01632 960155").sees("Saved.")
    page = office.opens(PLACE).follows("Bring in a file of practices")
    fields = page.form("Look through it").fields
    page.uploads(f"{PLACE}/import", fields, ("x.csv", b"PK\x03\x04x", CSV)).is_refused(422)
    page.sees("This is an Excel workbook.")
    data = report(
        row("Y99001", phone="01632 960177"),
        row("Y99077", "NEW SURGERY"),
        row("Y99002", "OAK LANE SURGERY", phone="", status="C", closed="20261101"),
        row("Y9"),
    )
    page.uploads(f"{PLACE}/import", fields, ("x.csv", data, CSV))
    page.sees("Codes to close (1)", "Kept as it stands (1)", "To add (1)", "Cannot be used (1)")
    assert "Y9" in page.opens(f"{page.address}/refused.csv").text
    look = page.opens(page.address.removesuffix("/refused.csv"))
    look.presses("Save all of this").sees("Saved.")
    office.opens(ELM).sees("01632 960155", "the ODS report says", "01632 960177")
    office.presses("Use the file's").sees("Taken from the file.", "01632 960177")
    office.opens(f"{PLACE}/Y99002").sees("The code is closed since Sunday 1 November 2026")
    office.opens(f"{PLACE}/Y99077").sees("NEW SURGERY", "the ODS report")
    larger = fields | {"as": "list"}
    page.uploads(f"{PLACE}/import", larger, ("x.csv", own("Y99077,A", headings="Code,X"), CSV))
    page.is_refused(422).sees('"X" is no column of a practice list.')


@pytest.mark.hazard("H15")
def test_what_a_practice_says_of_itself_waits_for_the_office(scene: Scene, office: Surfer) -> None:
    elm = of(scene, "Y99001")
    roles = frozenset({Role.PRACTICE_MANAGER})
    pat = Actor("requester:pat", roles, "Pat Example", organisation_id=elm.id)
    door = PracticeCorrections(scene.world.ledger)
    typed = door.own(pat).typed | {"email": "new@example.org", "open": "mon-fri 07:00-19:00"}
    said = door.correct(pat, typed, "form-1")
    assert ([*said.at_once], [*said.waiting]) == (["hours"], ["email"])
    assert of(scene, "Y99001").open == {"mon-fri": ["07:00-19:00"]}
    assert of(scene, "Y99001").email == elm.email
    with pytest.raises(NotAllowed):
        door.own(replace(pat, organisation_id=None))
    office.opens(f"{PLACE}?list=corrections").follows("Elm Road Surgery")
    office.sees("Pat Example says: new@example.org").presses("Accept").sees("Accepted.")
    assert of(scene, "Y99001").email == "new@example.org"
    assert door.own(pat).waiting == ()


@pytest.mark.hazard("H15")
def test_before_a_telephone_is_accepted_the_office_reads_whose_it_is_already(
    scene: Scene, office: Surfer
) -> None:
    elm = of(scene, "Y99001")
    roles = frozenset({Role.PRACTICE_MANAGER})
    pat = Actor("requester:pat", roles, "Pat Example", organisation_id=elm.id)
    door = PracticeCorrections(scene.world.ledger)
    door.correct(pat, door.own(pat).typed | {"phones": "01632 960102"}, "form-1")
    page = office.opens(ELM)
    page.sees("01632 960102 is Oak Lane Surgery’s already", "theirs and Elm Road Surgery’s")
    page.presses("Decline").never_sees("Oak Lane Surgery’s already")
    door.correct(pat, door.own(pat).typed | {"phones": "01632 960144"}, "form-2")
    office.opens(ELM).sees("The practice says").never_sees("’s already")


@pytest.mark.hazard("H17")
def test_two_rows_of_one_practice_become_one_and_nothing_is_left_behind(
    scene: Scene, office: Surfer
) -> None:
    reference = scene.advised()
    elm, oak = of(scene, "Y99001"), of(scene, "Y99002")
    page = office.opens(f"{ELM}/merge?into=Y99009").is_refused(422)
    page.sees("There is no organisation with this code here.")
    _alerts(scene, elm, oak)
    page = office.opens(f"{ELM}/merge?into=y99002").sees("Both have an open alert")
    with scene.world.ledger.work("test") as work:
        work.change(Alert, col(Alert.organisation_id) == oak.id, ended_at=work.now)
    office.opens(f"{ELM}/merge?into=y99002").sees("1 query and", "01632 960101 is then theirs")
    office.presses("Merge them").sees("Oak Lane Surgery Y99002", "Merged.", reference)
    office.sees("Another was merged into this one: Y99001 into Y99002")
    office.opens(ELM).sees("This was merged into", "Merged into another")
    with scene.world.ledger.look("test") as work:
        for column in pointing.columns(Organisation):
            left = select(column).where(column == elm.id)
            assert work.session.execute(left).all() == [], column
        query = work.session.exec(select(Query).where(col(Query.reference) == reference)).one()
        assert query.organisation_id == oak.id
        found = lookups.organisation_by_phone(work.session, "+441632960101")
        assert found is not None
        assert found.key == "Y99002"
    scene.world.set_up(HOTDOC.read_text(encoding="utf-8"))
    assert of(scene, "Y99001").key == "Y99002"


def _alerts(scene: Scene, *of_practices: Organisation) -> None:
    with scene.world.ledger.work("test") as work:
        line = lookups.lines(work.session)[0]
        chidi = lookups.responder_by_key(work.session, "chidi")
        assert chidi is not None
        for each in of_practices:
            work.add(
                Alert(
                    line_id=line.id or 0,
                    organisation_id=each.id or 0,
                    word="urgent",
                    started_at=work.now,
                    started_by_id=chidi.id or 0,
                    deadline_at=work.now,
                )
            )


def test_who_asks_is_shown_in_words_and_no_detail_without_a_source(
    scene: Scene, office: Surfer
) -> None:
    elm = of(scene, "Y99001")
    with scene.world.ledger.work("test") as work:
        kim = Requester(key="kim", name="Kim Example", role="practice_manager")
        kim.organisation_id = elm.id
        work.add(kim)
    page = office.opens(ELM)
    page.sees("Kim Example", "Practice manager", "nobody’s").never_sees("practice_manager")
    assert 'data-label="Whose word"></td>' not in page.page
