"""The record of a call: little is required, nothing typed is lost, the right patient, one owner."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from advice_line import db
from integrations.sandbox.phones import accepts
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE
from tests.web.people import ANOTHER, GENERAL, REQUIRED, Scene
from tests.web.surfing import Surfer

HOUR = 3600
MOST_TAPS = 12


def record_of(scene: Scene, who: str = "amara") -> Surfer:
    return scene.browser().opens(scene.text_link(who)).presses("Open the record")


@pytest.mark.parametrize("required", [REQUIRED, GENERAL])
def test_what_is_required_alone_saves_within_twelve_taps(
    scene: Scene, required: dict[str, str]
) -> None:
    """Open the link, its button, a tap into each field that is dictated, save."""
    reference = scene.called()
    amara = record_of(scene)
    taps = 2 + len(required) + 1
    amara.presses("Save and send", **required).is_at(f"/desk/{reference}/saved")
    assert taps <= MOST_TAPS


@pytest.mark.hazard("H12")
def test_a_test_without_owner_and_day_is_not_sent_and_nothing_is_lost(scene: Scene) -> None:
    scene.called()
    amara = record_of(scene).presses("Save and send", **REQUIRED, test_advised="yes")
    amara.is_refused(422).sees("There is a problem", "say who arranges it", "say by when")
    fields = amara.form("Save and send").fields
    assert {name: fields[name] for name in REQUIRED} == REQUIRED
    assert scene.world.query()["advice"] == []
    amara.presses("Save and send", action_owner="The practice", action_by="in 2 weeks")
    (advice,) = scene.world.query()["advice"]
    assert (advice["test_advised"], advice["who_does_what"]) == (True, True)


def test_a_draft_survives_an_error_and_another_browser(scene: Scene) -> None:
    reference = scene.called()
    record_of(scene).presses("Save and send", advice="Physiotherapy first.").is_refused(422)
    elsewhere = scene.signed_in("amara").opens(f"/desk/{reference}/record").sees("Draft kept")
    assert elsewhere.form("Save and send").fields["advice"] == "Physiotherapy first."


def test_what_is_typed_after_the_session_ended_is_kept(scene: Scene) -> None:
    reference = scene.called()
    amara = record_of(scene)
    scene.world.phones.advance(12 * HOUR)
    amara.presses("Save and send", **REQUIRED).is_at(f"/signin?next=/desk/{reference}/record")
    assert scene.world.query()["advice"] == []
    amara.presses("Send me a code", mobile=AMARA)
    scene.world.settle(2)
    amara.presses("Continue", code=scene.texted_code("amara")).is_at(f"/desk/{reference}/record")
    assert amara.form("Save and send").fields["advice"] == REQUIRED["advice"]
    amara.presses("Save and send").is_at(f"/desk/{reference}/saved")


def test_after_signing_out_nothing_more_is_kept(scene: Scene) -> None:
    reference = scene.called()
    amara = record_of(scene)
    form = amara.form("Save and send").fields | REQUIRED
    cookie = amara.client.cookies["__Host-session"]
    amara.presses("Sign out")
    amara.client.cookies.set("__Host-session", cookie)
    amara.posts(f"/desk/{reference}/record", form)
    kept = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    assert kept.form("Save and send").fields["advice"] == ""


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked database is waited for only a moment. Before `scene` opens it."""
    monkeypatch.setattr(db, "BUSY_SECONDS", 0.05)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.rollback()
    other.close()


@pytest.mark.usefixtures("hurried")
def test_a_busy_database_gives_everything_back_to_be_sent_again(
    scene: Scene, tmp_path: Path
) -> None:
    reference = scene.called()
    amara = record_of(scene)
    with locked(tmp_path / "web.sqlite3"):
        amara.presses("Save and send", **(REQUIRED | {"question": "Two\nlines?"}))
        amara.is_refused(503).sees("One moment please", "nothing you typed is lost")
        assert amara.headers["retry-after"] == "5"
        amara.presses("Send it again").is_refused(503)
    amara.presses("Send it again").is_at(f"/desk/{reference}/saved")
    amara.opens(f"/desk/{reference}")
    assert "Two\nlines?" in amara.page


def test_advice_said_and_saved_during_the_call_is_not_owed_again(scene: Scene) -> None:
    scene.world.phones.behaves(AMARA, accepts(talks_for=120))
    caller = scene.world.person(ELM_ROAD_MOBILE)
    caller.rings(LINE)
    scene.world.phones.advance(30)
    amara = scene.signed_in("amara")
    reference = scene.world.query()["reference"]
    amara.opens(f"/desk/{reference}/record").presses("Save and send", **REQUIRED)
    caller.hears("Your reference is", within=180).is_cut_off()
    scene.world.settle()
    query = scene.world.query()
    assert (query["state"], query["tasks"]) == ("advised", [])
    assert not [text for text in scene.world.texts(AMARA) if "write down" in text]


def test_another_responder_writes_nothing_here(scene: Scene) -> None:
    reference = scene.called()
    amara = record_of(scene)
    form = amara.form("Save and send").fields | REQUIRED
    ben = scene.signed_in("ben").opens(f"/desk/{reference}").sees("with Dr Amara Example")
    own = ben.own_token()
    for path in ("record", "draft", "record/again"):
        ben.posts(f"/desk/{reference}/{path}", form | {"form_token": own}).is_refused(403)
    ben.opens(f"/desk/{reference}/record").is_refused(403)
    ben.sees("This query is with Dr Amara Example, who writes its record")
    amara.presses("Save and send", **REQUIRED)
    ben.opens(f"/desk/{reference}/record").is_refused(403)
    ben.sees("Dr Amara Example signed this advice: nobody else can add to it")
    assert len(scene.world.query()["advice"]) == 1


@pytest.mark.hazard("H02")
def test_another_name_under_the_same_number_is_looked_at_twice(scene: Scene) -> None:
    scene.advised()
    reference = scene.called()
    wrong = REQUIRED | {"patient_name": "Edith Larkspoor", "date_of_birth": "2 1 1950"}
    amara = record_of(scene).presses("Save and send", **wrong).is_refused(409)
    amara.sees("Is this the right patient?", "Edith Larkspoor", "Edith Larkspur")
    amara.sees("2 January 1950", "1 February 1950", "Nothing has been saved or sent")
    assert scene.world.queries()[-1]["advice"] == []

    amara.presses("Correct it").sees("Write the advice")
    assert amara.form("Save and send").fields["advice"] == REQUIRED["advice"]
    amara.presses("Save and send", **REQUIRED).is_at(f"/desk/{reference}/saved")


@pytest.mark.hazard("H02")
def test_a_difference_goes_out_only_with_its_reason(scene: Scene) -> None:
    scene.advised()
    reference = scene.called()
    married = REQUIRED | {"patient_name": "Edith Ashdown"}
    amara = record_of(scene).presses("Save and send", **married).is_refused(409)
    amara.presses("Save and send all the same", number_missing_reason="").is_refused(409)
    amara.presses("Save and send all the same", number_missing_reason="Has married")
    amara.is_at(f"/desk/{reference}/saved").sees("Edith Ashdown")
    # The new name is what is on file from now on.
    third = scene.called()
    record_of(scene).presses("Save and send", **married).is_at(f"/desk/{third}/saved")


@pytest.mark.hazard("H02")
def test_a_scottish_number_that_tells_another_birthday_is_looked_at_twice(scene: Scene) -> None:
    scene.called()
    form = REQUIRED | {"nhs_number": "010203 0006", "date_of_birth": "2 2 1903"}
    amara = record_of(scene).presses("Save and send", **form)
    amara.is_refused(409).sees("Is this the right patient?", "01/02/03, by the CHI number")


@pytest.mark.hazard("H02")
def test_transposed_digits_are_refused(scene: Scene) -> None:
    scene.called()
    amara = record_of(scene)
    amara.presses("Save and send", **(REQUIRED | {"nhs_number": "999 000 0081"}))
    amara.is_refused(422).sees("This number fails its own check")


@pytest.mark.hazard("H14")
def test_an_addendum_starts_from_the_letter_and_needs_its_reason(scene: Scene) -> None:
    reference = scene.advised(read_back="yes")
    amara = scene.signed_in("amara").opens(f"/desk/{reference}").sees("Read back on the call")
    amara.opens(f"/desk/{reference}/record").sees("Add to the advice")
    fields = amara.form("Save and send").fields
    assert fields["patient_name"] == REQUIRED["patient_name"]
    assert "read_back" not in fields, "the new words were not read back"
    more = {"advice": f"{REQUIRED['advice']} No contrast."}
    amara.presses("Save and send", **more).is_refused(422).sees("Say why you are changing")
    amara.presses("Save and send", addendum_reason="Earlier images seen")
    amara.is_at(f"/desk/{reference}/saved")
    scene.world.settle()
    versions = scene.world.query()["advice"]
    assert [each["kind"] for each in versions] == ["original", "addendum"]
    scene.reading().sees(
        "addendum 1", "Why this addendum", "Earlier images seen", "No contrast.", "version 2"
    )


def test_gentle_questions_follow_and_never_block(scene: Scene) -> None:
    reference = scene.called()
    amara = record_of(scene).presses(
        "Save and send",
        **(REQUIRED | {"advice": "PET.", "test_name": "PET-CT"}),
        test_advised="yes",
        action_owner="The practice",
        action_by="in 2 weeks",
    )
    amara.is_at(f"/desk/{reference}/saved").sees("Worth a second look", "Can this one?")


def test_the_next_unwritten_call_is_one_tap_away(scene: Scene) -> None:
    first = scene.called()
    second = scene.called()
    amara = scene.signed_in("amara").opens(f"/desk/{second}/record")
    amara.presses("Save and send", **REQUIRED).sees("Write the next one (1 left)")
    amara.opens(f"/desk/{first}/record").presses("Save and send", **ANOTHER)
    amara.sees("Back to your list")
