"""Two practices, each with all that a practice can have: neither sees, opens or changes anything of
the other's, at any address of a practice's own pages and at any address of a letter, an alert, a
question or an invitation. An address that is added is walked by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx2 import Response
from sqlmodel import col, select
from starlette.testclient import TestClient

from advice_line.desk.staff.conversing import Conversing
from advice_line.tables.directory import Organisation
from advice_line.tables.practices import PracticeInvitation, PracticeMember, PracticePasskey
from advice_line.web import form_tokens
from advice_line.web.practice.addresses import PRACTICE
from advice_line.web.route_table import ROUTES, Address
from integrations.sandbox.mail import MailServer
from tests.access.untouched import Untouched
from tests.practices.practices import KIM, MANAGER, OLA, PRACTICES, Practices
from tests.stories.world import PUBLIC_URL
from tests.web.asking import confirmed
from tests.web.conftest import a_scene
from tests.web.locks import Lock
from tests.web.people import ANOTHER, ELM_ROAD_MAIL, OAK_LANE_MAIL
from tests.web.surfing import Surfer

pytestmark = [pytest.mark.hazard("H15"), pytest.mark.hazard("H07")]
ELM, OAK = "Y99001", "Y99002"
OF_TOKEN = ("/q/", "/a/", "/practice/invited/")
# That a code is asked for is no secret and changes nothing of theirs: it goes to the right address.
ASKED_FOR = {"one_time_codes", "outgoing", "access_links"}
_ALERT = re.compile(r"https://advice\.example\.org(/a/\S+)")


@dataclass
class Side:
    """One practice: its manager's browser, what there is of it, the links that went out, and words
    that nobody else may read."""

    manager: Surfer
    things: dict[str, list[str]]
    tokens: dict[str, str]
    words: tuple[str, ...]


@pytest.fixture
def house(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer
) -> Iterator[tuple[Practices, Path]]:
    path = tmp_path / "two.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with a_scene(f"sqlite:///{path}", mail_server) as scene:
        scene.world.set_up(PRACTICES)
        yield Practices(scene), path


def side(practices: Practices, key: str) -> Side:
    """Of the one a question, a letter and an alert about Edith Larkspur, of the other about Oren
    Whitlock."""
    of = {
        ELM: ("Elm Road Surgery", KIM, ELM_ROAD_MAIL, {}, "Kim Marsh", "mo@one.example.org"),
        OAK: ("Oak Lane Surgery", OLA, OAK_LANE_MAIL, ANOTHER, "Ola Berg", "lu@two.example.org"),
    }
    name, address, mailbox, patient, who, locum = of[key]
    manager = practices.joins(address, MANAGER | {"member_name": who})
    asked = {
        "patient_name": patient.get("patient_name", "Edith Larkspur"),
        "nhs_number": patient.get("nhs_number", "999 000 0018"),
        "organisation": name,
        "email": address,
    }
    asker = confirmed(practices.scene, **asked)
    question = asked_back(practices)
    letter, alert = practices.advised(key, **patient), practices.alerts(key)
    invitation = practices.invites(manager, locum)
    manager.opens("/practice/sign-in").unlocks("Add a passkey", Lock(), name=f"{who}'s phone")
    letters = practices.scene.mailed_link(mailbox)
    alerts = next(
        found[1]
        for mail in reversed(practices.scene.mails(mailbox))
        if (found := _ALERT.search(mail.text))
    )
    return Side(
        manager,
        {
            "reference": [letter, question, alert],
            **public_ids(practices, key),
        },
        {
            "letter": last(letters),
            "question": last(asker.address.removesuffix("/kept")),
            "alert": last(alerts),
            "invitation": last(invitation),
        },
        (letter, question, alert, who, locum, patient.get("patient_name", "Edith Larkspur")),
    )


def asked_back(practices: Practices) -> str:
    """The newest question, of which something is asked back."""
    reference = str(practices.scene.world.queries()[-1]["reference"])
    by = practices.scene.world.responder("amara")
    practices.scene.world.records.claim(by, reference)
    Conversing(practices.scene.world.ledger).ask_back(by, reference, "Any implant?", reference)
    practices.scene.world.settle()
    return reference


def public_ids(practices: Practices, key: str) -> dict[str, list[str]]:
    with practices.scene.world.ledger.look("test") as work:
        of = work.session.exec(select(Organisation).where(col(Organisation.key) == key)).one()
        people = work.session.exec(
            select(PracticeMember).where(col(PracticeMember.organisation_id) == of.id)
        ).all()
        invited = work.session.exec(
            select(PracticeInvitation).where(col(PracticeInvitation.organisation_id) == of.id)
        ).all()
        mine = [each.requester_id for each in people]
        passkeys = work.session.exec(
            select(PracticePasskey).where(col(PracticePasskey.requester_id).in_(mine))
        ).all()
        return {
            "person": [each.public_id for each in people],
            "invitation": [each.public_id for each in invited],
            "passkey": [each.public_id for each in passkeys],
        }


def last(address: str) -> str:
    return address.rpartition("/")[2]


def asks(practices: Practices, surfer: Surfer, address: Address, path: str) -> Response:
    client = TestClient(
        practices.scene.world.service.app,
        base_url=PUBLIC_URL,
        follow_redirects=False,
        cookies=surfer.client.cookies,
    )
    if address[0] == "GET":
        return client.get(path)
    browser = surfer.client.cookies.get("__Host-browser") or ""
    token = form_tokens.make(practices.scene.world.ledger.vault, f"browser:{browser}")
    sent = {
        "form_token": token,
        "manager": "no",
        "words": "No.",
        "answer": "will_act",
        "acknowledgement": "filed",
        "version": "1",
        "helpful": "yes",
        "reason": "withdrawn",
        "objects": "yes",
        "code": "000000",
        "member_name": "Somebody Else",
        "member_role": "gp",
        "computer": "own",
    }
    return client.post(path, data=sent)


def filled(template: str, things: dict[str, list[str]]) -> Iterator[str]:
    """Each address that this template makes of what the other practice has."""
    (name,) = re.findall(r"{(\w+)}", template)
    for value in things[name]:
        yield template.replace(f"{{{name}}}", value)


def test_neither_of_two_practices_reaches_anything_of_the_other(
    house: tuple[Practices, Path],
) -> None:
    practices, path = house
    elm, oak = side(practices, ELM), side(practices, OAK)
    untouched = Untouched(path)
    walked = 0
    for mine, theirs in ((elm, oak), (oak, elm)):
        for address in PRACTICE:
            if "{" not in address[1] or "{token}" in address[1]:
                continue
            for where in filled(address[1], theirs.things):
                answer = asks(practices, mine.manager, address, where)
                assert answer.status_code == 404, (address, answer.status_code)
                assert not any(each in answer.text for each in theirs.words), address
                assert untouched.changed() == [], address
                walked += 1
        for page in (
            "",
            "/unread",
            "/people",
            "/details",
            "/details/change",
            "/figures",
            "/sign-in",
        ):
            mine.manager.opens(f"/practice{page}").is_refused(200).never_sees(*theirs.words)
        mine.manager.opens("/practice").sees(*mine.words[:3])
        mine.manager.opens("/practice/people").sees(*mine.words[3:5])
    untouched.close()
    assert walked > 2 * 30


def test_no_link_of_one_practice_opens_in_a_browser_of_the_other(
    house: tuple[Practices, Path],
) -> None:
    """Nor with the cookie that its own letter's code has made, under the name of theirs."""
    practices, path = house
    elm, oak = side(practices, ELM), side(practices, OAK)
    opened = {id(elm): ELM_ROAD_MAIL, id(oak): OAK_LANE_MAIL}
    untouched = Untouched(path)
    for mine, theirs in ((elm, oak), (oak, elm)):
        reader = practices.scene.reading(opened[id(mine)])
        own = next(
            each.value
            for each in reader.client.cookies.jar
            if each.name.startswith("__Host-letter-")
        )
        untouched.changed()
        for token in theirs.tokens.values():
            name = f"__Host-letter-{token[:16]}"
            reader.client.cookies.set(name, str(own), domain="advice.example.org")
            for address in ROUTES:
                if not address[1].startswith(OF_TOKEN):
                    continue
                answer = asks(practices, reader, address, address[1].replace("{token}", token))
                assert answer.status_code < 500, address
                assert theirs.words[-1] not in answer.text, address
                changed = set(untouched.changed())
                assert changed <= (set() if address[0] == "GET" else ASKED_FOR), address
    untouched.close()
