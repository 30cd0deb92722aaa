"""A caller without a number: whoever finds it gives it, and a call back is owed; where it cannot be
found, somebody says so. "Done" alone would leave a query that nobody owes anything."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from advice_line.desk.owed import tracing
from advice_line.desk.query import moving, reading
from advice_line.directory import lookups
from advice_line.tables.cases import Case
from advice_line.trust import sessions
from advice_line.trust_kinds import SignedInBy
from integrations.sandbox.phones import accepts, rings_out
from tests.stories.outcomes import tasks
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE, PUBLIC_URL, STRANGER
from tests.web.people import ANOTHER, Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H09")
OFFICE = """
version = 1
[[responders]]
key = "olu"
name = "Olu Example"
role = "radiologist"
mobile = "+447700900009"
email = "olu@example.org"
roles = ["coordinator"]
"""
GIVE, CLOSE = "Keep the number", "Close it"


def withheld(scene: Scene, *, message: bool = False) -> str:
    """Somebody rang, gave no number and is gone; the reference."""
    scene.world.everybody(rings_out())
    gp = scene.world.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("Your number is withheld")
    if message:
        gp.hears("Please leave your number", within=150).hears("[beep]").waits(1)
        gp.says("This is Elm Road, please ring us").waits(8)
    gp.hangs_up()
    scene.world.settle()
    to_type = [("type_message", None)] if message else []
    assert tasks(scene.world.query()) == [("trace_caller", None), *to_type]
    return str(scene.world.query()["reference"])


def office(scene: Scene) -> Surfer:
    scene.world.set_up(OFFICE)
    with scene.world.service.ledger.work("test") as work:
        person = lookups.responder_by_key(work.session, "olu")
        assert person is not None
        session = sessions.start_staff(work, person, SignedInBy.PASSKEY)
    client = TestClient(scene.world.service.app, base_url=PUBLIC_URL)
    client.cookies.set("__Host-session", session)
    return Surfer(client).opens("/admin")


def test_the_office_gives_the_number_and_who_is_on_duty_is_told(scene: Scene) -> None:
    withheld(scene)
    page = office(scene).never_sees("Done").sees("Trace the caller")
    page.presses(GIVE, number="07700 900101").is_at("/admin").sees("Ring back")
    scene.world.settle()
    query = scene.world.query()
    assert (query["state"], tasks(query)) == ("waiting", [("ring_back", None)])
    assert query["requester"] == {
        "organisation": "Y99001",
        "identified_by": "person",
        "verified": False,
    }
    assert [text for text in scene.world.texts(AMARA) if "owed" in text or "call back" in text]
    assert unsound(scene.world) == []
    with scene.world.service.ledger.look("test") as work:
        case = work.session.exec(select(Case)).one()
        assert (case.organisation_kind, case.practice_mark) == (
            "practice",
            work.vault.mark("Y99001", "practice"),
        )


def test_the_responder_who_looks_gives_the_number_and_rings_back(scene: Scene) -> None:
    reference = withheld(scene)
    amara = scene.signed_in("amara").opens(f"/desk/{reference}").never_sees("Ring back")
    amara.presses(GIVE, number="999 000 0018").is_refused(422).sees("no telephone number")
    amara.presses(GIVE, number=LINE).is_refused(422).sees("this line's own")
    amara.presses(GIVE, number="07700 900101").is_at(f"/desk/{reference}").never_sees(GIVE)
    amara.sees("Elm Road Surgery", "07700 900101")
    scene.world.phones.behaves(AMARA, accepts(talks_for=60))
    scene.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key=""))
    amara.presses("Ring back")
    scene.world.settle()
    scene.world.wait(120)
    assert tasks(scene.world.query()) == [("write_advice", "amara")]


def test_its_owner_is_told_of_the_number_that_the_office_found(scene: Scene) -> None:
    withheld(scene)
    scene.world.claims("ben")
    office(scene).presses(GIVE, number="01632 960101")
    scene.world.settle()
    assert tasks(scene.world.query()) == [("ring_back", "ben")]
    assert [each for each in scene.world.query()["outgoing"] if each["kind"] == "ring_back_owed"]


def test_who_cannot_be_found_is_closed_with_a_reason(scene: Scene) -> None:
    withheld(scene)
    page = office(scene).presses(CLOSE, reason="").is_refused(422).sees("Say why")
    page.presses(CLOSE, reason="the exchange cannot tell").is_at("/admin").sees("Nothing is owed")
    assert (scene.world.query()["state"], tasks(scene.world.query())) == ("closed", [])


def test_what_a_responder_has_taken_is_not_closed_by_the_office(scene: Scene) -> None:
    withheld(scene)
    page = office(scene)
    token = page.form(CLOSE).fields["form_token"]
    scene.world.claims("ben")
    page.opens("/admin").never_sees(CLOSE)
    (task,) = (each["id"] for each in scene.world.query()["tasks"])
    page.posts(f"/admin/tasks/{task}/close", {"form_token": token, "reason": "x"}).is_refused(409)
    assert tasks(scene.world.query()) == [("trace_caller", "ben")]


def test_the_list_says_who_left_a_message(scene: Scene) -> None:
    reference = withheld(scene, message=True)
    ben = scene.signed_in("ben").opens("/desk").sees("Waiting (1)", "left a message")
    ben.follows("left a message").is_at(f"/desk/{reference}")


def test_the_list_says_of_nobody_else_that_they_did(scene: Scene) -> None:
    withheld(scene)
    scene.signed_in("ben").opens("/desk").sees("Waiting (1)").never_sees("left a message")


def test_a_message_is_heard_by_a_responder_before_anybody_closes_it(scene: Scene) -> None:
    reference = withheld(scene, message=True)
    page = office(scene).never_sees(CLOSE).sees("a message")
    task = scene.world.query()["tasks"][0]["id"]
    token = page.form(GIVE).fields["form_token"]
    page.posts(f"/admin/tasks/{task}/close", {"form_token": token, "reason": "x"}).is_refused(409)
    amara = scene.signed_in("amara").opens(f"/desk/{reference}").sees("left a message")
    amara.presses(CLOSE, closed_as="wrong_number").is_at("/desk")
    assert scene.world.query()["state"] == "closed"


def test_a_task_to_trace_is_never_simply_done(scene: Scene) -> None:
    withheld(scene)
    page = office(scene)
    (task,) = (each["id"] for each in scene.world.query()["tasks"])
    token = page.form(GIVE).fields["form_token"]
    page.posts(f"/admin/tasks/{task}/done", {"form_token": token}).is_refused(404)
    scene.world.claims("amara")
    amara = scene.signed_in("amara")
    token = amara.own_token()
    amara.posts(f"/desk/tasks/{task}/done", {"form_token": token}).is_refused(404)
    assert tasks(scene.world.query()) == [("trace_caller", "amara")]


@pytest.mark.hazard("H04")
def test_what_no_mail_carries_is_not_said_to_be_on_its_way(scene: Scene) -> None:
    """Written before anybody knew whose query it is: the number that is found tells a practice,
    and sends it nothing."""
    reference = withheld(scene)
    amara = scene.signed_in("amara").presses("Claim").opens(f"/desk/{reference}/record")
    amara.presses("Save", **ANOTHER).is_at(f"/desk/{reference}/saved")
    amara.opens(f"/desk/{reference}").presses(GIVE, number="07700 900101")
    scene.world.settle()
    saved = amara.opens(f"/desk/{reference}/saved").never_sees("Elm Road Surgery")
    saved.sees("It was not sent", "Ringing the practice is now a task of yours")
    assert scene.mails() == []
    assert ("ring_practice", None) in tasks(scene.world.query())


def test_the_number_that_was_just_found_is_not_closed_over(either: Scene) -> None:
    """The office says that nobody can be found while a responder's number is being written."""
    reference = withheld(either)
    page = office(either)
    closing = page.form(CLOSE)
    fields = closing.fields | {"reason": "the exchange cannot tell"}
    with ThreadPoolExecutor(1) as apart:
        with either.world.service.ledger.work("responder:amara") as work:
            query = moving.locked(work, reading.by_reference(work, reference).id or 0)
            tracing.found(work, query, "07700 900101", by=None)
            closed = apart.submit(page.posts, closing.action, fields)
            sleep(0.3)
        closed.result().is_refused(409).sees("This was settled already", "the exchange cannot tell")
    assert (either.world.query()["state"], tasks(either.world.query())) == (
        "waiting",
        [("ring_back", None)],
    )


def test_a_caller_who_keys_the_line_s_own_number_is_asked_once_more(scene: Scene) -> None:
    scene.world.everybody(rings_out())
    gp = scene.world.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("Your number is withheld").presses("01632960000#")
    gp.hears("not a telephone number we can ring").presses("01632960101#")
    gp.hears("ring you back by", within=150).is_cut_off()
    scene.world.settle()
    scene.signed_in("amara").sees("Elm Road Surgery", "01632 960101")
