"""What was taken on paper while the service was down is typed in afterwards: checked as a record,
sealed, and marked as a late entry wherever it is read (part 9, Outage)."""

import pytest
from sqlmodel import select

from advice_line.tables.queries import Query
from tests.stories.outcomes import ends_as, tasks
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE
from tests.web.people import CANARIES, REQUIRED, Scene
from tests.web.surfing import Surfer
from tests.weeks.accounts import by_hour, calls_of

pytestmark = pytest.mark.hazard("H13")
ENTER = "Enter it"
ADVICE = {"advice"}
PAPER = {
    "received_on": "today",
    "received_at": "09:40",
    "organisation": "Y99001",
    "number": "01632 960101",
    **{name: text for name, text in REQUIRED.items() if name not in ADVICE},
}


def late(scene: Scene, who: str = "ben") -> Surfer:
    return scene.signed_in(who).opens("/service").follows("Type in a query").is_at("/service/late")


def test_a_query_that_nobody_advised_is_owed_a_call_back_and_marked(scene: Scene) -> None:
    late(scene).presses(ENTER, **PAPER).sees("is entered", "Write this reference on the paper")
    scene.world.settle()
    query = scene.world.query()
    assert (query["late_entry"], query["state"]) == (True, "waiting")
    assert query["received_at"] == "2026-11-23T09:40:00Z"
    assert query["requester"] == {
        "organisation": "Y99001",
        "identified_by": "person",
        "verified": False,
    }
    ends_as(query, "paper")
    assert any("call back" in words for words in scene.world.texts(AMARA))
    assert unsound(scene.world) == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("09:40", "09:40"),
        ("0940", "09:40"),
        ("9.40", "09:40"),
        ("9 40", "09:40"),
        ("9:40am", "09:40"),
        ("9.40 a.m.", "09:40"),
        ("9am", "09:00"),
        ("8 AM", "08:00"),
    ],
)
def test_the_time_is_read_as_people_write_it(scene: Scene, written: str, kept: str) -> None:
    late(scene).presses(ENTER, **(PAPER | {"received_at": written})).sees("is entered")
    assert scene.world.query()["received_at"] == f"2026-11-23T{kept}:00Z"


@pytest.mark.parametrize("written", ["14:00", "1400", "14.00", "2pm", "2 pm", "2.00 PM"])
def test_an_afternoon_too(scene: Scene, written: str) -> None:
    yesterday = {"received_on": "22 11 2026", "received_at": written}
    late(scene).presses(ENTER, **(PAPER | yesterday)).sees("is entered")
    assert scene.world.query()["received_at"] == "2026-11-22T14:00:00Z"


def test_what_was_asked_lies_sealed(scene: Scene) -> None:
    late(scene).presses(ENTER, **PAPER)
    with scene.world.ledger.look("test") as work:
        row = work.session.exec(select(Query)).one()
        kept = " ".join(str(value) for value in row.model_dump().values())
        assert row.sealed_patient is not None
        assert row.patient_hash is not None
    assert not any(canary in kept for canary in CANARIES)


def test_who_advised_goes_on_with_the_record_and_the_letter_says_late_entry(scene: Scene) -> None:
    record = late(scene, "amara").presses(ENTER, **PAPER, advised_by="amara")
    record.sees("late entry", "Write the advice")
    reference = scene.world.query()["reference"]
    assert record.address == f"/desk/{reference}/record"
    ends_as(scene.world.query(), "paper, advised")
    Surfer(record.client).opens(f"/desk/{reference}").sees("late entry, from paper")
    record.presses("Save and send", advice=REQUIRED["advice"]).is_at(f"/desk/{reference}/saved")
    scene.world.settle()
    scene.reading().sees("late entry, from paper", REQUIRED["patient_name"])
    assert unsound(scene.world) == []


def test_another_adviser_is_sent_the_record_to_write(scene: Scene) -> None:
    late(scene).presses(ENTER, **PAPER, advised_by="amara").sees("is entered")
    scene.world.settle()
    assert tasks(scene.world.query()) == [("write_advice", "amara")]
    link = scene.text_link("amara")
    opened = scene.browser().opens(link).presses("Open the record")
    assert "Edith Larkspur" in opened.page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"received_on": ""}, "Give the day of the call"),
        ({"received_on": "tomorrow", "received_at": "10:00"}, "This day is still to come"),
        ({"received_on": "24/11/2026", "received_at": "00:10"}, "This day is still to come"),
        ({"received_on": "tomorrow", "received_at": ""}, "This day is still to come"),
        ({"received_on": "Friday"}, "Give the day of the call"),
        ({"received_on": "31/02"}, "February has no 31st"),
        ({"received_on": "31 11 2025"}, "November has no 31st"),
        ({"date_of_birth": "31/02/1950"}, "February has no 31st"),
        ({"received_at": "25:00"}, "Write the time as 14:05 or 2:05pm"),
        ({"received_at": "after lunch"}, "Write the time as 14:05 or 2:05pm"),
        ({"received_at": "13:00pm"}, "Write the time as 14:05 or 2:05pm"),
        ({"received_at": "9"}, "Is this 9am or 9pm?"),
        ({"received_at": "23:59"}, "This is still to come"),
        ({"number": ""}, "Give the number to ring back"),
        ({"number": "12"}, "no telephone number that we can ring"),
        ({"requester_name": ""}, "Say who asked"),
        ({"patient_name": ""}, "Give the patient's name"),
        ({"nhs_number": "999 000 0019"}, "number"),
        ({"question": ""}, "Write what was asked"),
        ({"advised_by": "nobody"}, "Choose who advised"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    scene: Scene, changed: dict[str, str], said: str
) -> None:
    page = late(scene).presses(ENTER, **(PAPER | changed)).is_refused(422).sees(said)
    kept = PAPER | changed
    assert page.form(ENTER).fields["requester_name"] == kept["requester_name"]
    assert scene.world.queries() == []


def test_nobody_is_said_to_have_left_a_message_that_was_taken_on_paper(scene: Scene) -> None:
    late(scene).presses(ENTER, **PAPER)
    page = scene.signed_in("amara").opens(f"/desk/{scene.world.query()['reference']}")
    page.sees("It was taken on paper, to be rung back").never_sees("left a message")


def test_lists_say_that_it_came_from_paper(scene: Scene) -> None:
    late(scene).presses(ENTER, **PAPER)
    late(scene, "amara").presses(ENTER, **PAPER, advised_by="amara")
    mine = scene.signed_in("amara").opens("/desk")
    assert mine.page.count("late entry, from paper") == 2
    office = scene.signed_in("chidi").opens("/admin")
    assert office.page.count("late entry, from paper") == 2


def test_the_ends_of_calls_add_up_to_the_carriers_list_beside_what_was_taken_on_paper(
    scene: Scene,
) -> None:
    world = scene.world
    world.person(ELM_ROAD_MOBILE).rings(LINE).waits(2).hangs_up()
    world.settle()
    late(scene).presses(ENTER, **PAPER)
    late(scene, "amara").presses(ENTER, **PAPER, advised_by="amara")
    listed = world.carrier.exchange.legs.values()
    calls = calls_of(world.queries())
    ours = [contact for _, contact in calls.values()]
    assert [contact["ended"] for contact in ours] == ["hung_up"]
    assert by_hour((each.created for each in listed if each.direction == "inbound"), ours) == []
    paper = [query["contacts"][0] for query in world.queries() if query["late_entry"]]
    assert sorted(contact["ended"] for contact in paper) == ["paper", "talked"]


def test_all_that_is_wrong_is_said_at_once(scene: Scene) -> None:
    wrong = {"number": "12", "question": "", "advised_by": "nobody", "received_at": "25:00"}
    page = late(scene).presses(ENTER, **(PAPER | wrong)).is_refused(422)
    page.sees("no telephone number that we can ring", "Write what was asked", "Choose who advised")
    page.sees("Write the time as 14:05")
    said = ["Write the time as", "no telephone number that", "Write what was asked", "Choose who"]
    places = [page.text.index(each) for each in said]
    assert places == sorted(places)


def test_pressed_twice_it_is_entered_once(scene: Scene) -> None:
    page = late(scene)
    fields = page.form(ENTER).fields | PAPER
    for _ in range(2):
        page.posts("/service/late", fields).sees("is entered")
    assert len(scene.world.queries()) == 1


def test_nobody_who_is_not_signed_in_sees_any_of_it(scene: Scene) -> None:
    for path in ("/service", "/service/late", "/service/downtime/hotdoc"):
        assert scene.browser().opens(path).address.startswith("/signin")
