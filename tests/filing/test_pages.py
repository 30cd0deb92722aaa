"""What staff and the practice are shown of a letter for the record, and where its images are."""

import json

import pytest
from starlette.testclient import TestClient

from tests.filing.office import PROXY, RECORD_MAIL, Office
from tests.filing.test_numbers import ACCESSION, UBRN, advised
from tests.stories.scene import PUBLIC_URL
from tests.web.people import OAK_LANE_MAIL
from tests.web.surfing import Surfer

LINK = "https://pacs.example.org/view?accession="
VIEWER = f'accession_link = "{LINK}{{accession}}"\ntrust_networks = ["10.0.0.0/8"]'
WARD, OUTSIDE = "10.4.1.9", "203.0.113.9"


def fetched(surfer: Surfer, path: str) -> bytes:
    return surfer.client.get(path).content


def seen_from(office: Office, surfer: Surfer, path: str, forwarded: str | None) -> str:
    """As the proxy of the site passes it on, with what it says of who connected to it."""
    client = TestClient(office.scene.world.service.app, base_url=PUBLIC_URL, client=(PROXY, 5000))
    client.cookies = surfer.client.cookies
    heads = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return str(client.get(path, headers=heads).text)


def test_the_page_says_each_fact_once_it_has_happened(office: Office) -> None:
    both = f'{{ folder = "{office.folder}", mailbox = "{RECORD_MAIL}" }}'
    reference = advised(office.set_up(both))
    amara = office.scene.signed_in("amara").opens(f"/desk/{reference}")
    amara.sees("Put in the record's folder").sees("Handed to the mail server for the record")
    amara.never_sees("Taken up").sees(UBRN).sees(ACCESSION)
    (office.folder / f"{office.name()}.filed").touch()
    office.passes(60)
    office.scene.signed_in("amara").opens(f"/desk/{reference}").sees("Taken up by the record")


def test_the_page_says_why_it_is_not_there(office: Office) -> None:
    office.folder.rmdir()
    reference = advised(office)
    page = office.scene.signed_in("amara").opens(f"/desk/{reference}")
    page.sees("Not in the record's folder: the folder is not there").never_sees("Put in")


@pytest.mark.hazard("H15")
def test_staff_fetch_every_version_in_every_form_and_each_look_is_kept(office: Office) -> None:
    reference = advised(office)
    office.adds_to(reference, advice="An ultrasound first.")
    amara = office.scene.signed_in("amara")
    at = f"/desk/{reference}/letters"
    first = json.loads(fetched(amara, f"{at}/1/letter.json"))
    second = json.loads(fetched(amara, f"{at}/2/letter.json"))
    assert first["resourceType"] == "Bundle"
    earlier = first["entry"][0]["resource"]["identifier"]
    assert second["entry"][0]["resource"]["relatesTo"][0]["targetIdentifier"] == earlier
    assert fetched(amara, f"{at}/1/letter.pdf").startswith(b"%PDF")
    assert b"Edith Larkspur" in fetched(amara, f"{at}/1/letter.txt")
    amara.opens(f"{at}/3/letter.pdf").is_refused(404)
    assert viewed(office) == 4


def test_the_practice_fetches_it_after_its_code_and_nobody_before(office: Office) -> None:
    advised(office)
    link = office.scene.mailed_link(OAK_LANE_MAIL)
    stranger = office.scene.browser().opens(f"{link}/letter.json")
    stranger.sees("A reply is waiting").never_sees("Larkspur")
    practice = office.scene.reading(OAK_LANE_MAIL)
    bundle = json.loads(fetched(practice, f"{link}/letter.json"))
    assert bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    assert viewed(office) >= 2


@pytest.mark.hazard("H07")
def test_images_are_shown_to_who_sits_in_the_trusts_own_network(office: Office) -> None:
    reference = advised(office.with_viewer(VIEWER))
    amara = office.scene.signed_in("amara")
    path = f"/desk/{reference}"
    assert LINK not in seen_from(office, amara, path, None)
    assert LINK not in seen_from(office, amara, path, OUTSIDE)
    assert LINK not in seen_from(office, amara, path, f"{WARD}, {OUTSIDE}")
    assert f"{LINK}{ACCESSION}" in seen_from(office, amara, path, WARD)
    assert f"{LINK}{ACCESSION}" in seen_from(office, amara, path, f"{OUTSIDE}, {WARD}")
    assert not [each for each in office.scene.mail.messages if LINK.encode() in each.raw]


@pytest.mark.hazard("H07")
def test_a_query_is_found_by_reference_booking_and_number_and_none_stands_in_an_address(
    office: Office,
) -> None:
    reference = advised(office)
    amara = office.scene.signed_in("amara").opens("/desk").opens("/desk/find")
    for wanted in (reference, reference.lower().replace("-", " "), UBRN, "999 000 0018"):
        amara.presses("Find", wanted=wanted).is_at("/desk/find").sees(reference)
    amara.presses("Find", wanted="1234 5678 9013").sees("Nothing found").never_sees(reference)
    amara.presses("Find", wanted="Edith Larkspur").is_refused(422).sees("Give a reference")
    office.scene.browser().opens("/desk/find").is_at("/signin?next=/desk/find")


def viewed(office: Office) -> int:
    with office.scene.world.ledger.look("test") as work:
        return len(
            work.session.connection()
            .exec_driver_sql("SELECT id FROM trail WHERE action = 'letter.viewed'")
            .all()
        )
