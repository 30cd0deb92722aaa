"""A sound of which the carrier never tells us is looked for on its own lists: found, it is kept
like any other; not there, somebody is told, and never nobody (part 7, Messages)."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from advice_line.tables.queries import Query
from advice_line.tables.sounds import Sound
from integrations.sandbox.records import Recording
from integrations.twilio import forms
from tests.messages.conftest import Opened
from tests.messages.people import DANA, signed_in, trail
from tests.stories.base import SATURDAY
from tests.stories.outcomes import tasks
from tests.stories.scene import ELM_ROAD, LINE
from tests.stories.world import World

LOST = ("lost_sound", None)
TO_TYPE = ("type_message", None)
Patch = pytest.MonkeyPatch


def leaves_a_message(hotdoc: World) -> None:
    hotdoc.settle()
    gp = hotdoc.person(ELM_ROAD).rings(LINE).hears("[beep]").waits(1)
    gp.says("This is Elm Road").waits(8).hears("Your message is kept").is_cut_off()
    hotdoc.settle()


def sounds(hotdoc: World) -> list[Sound]:
    """Of the one query there is."""
    with hotdoc.ledger.look("test") as work:
        reference = col(Query.reference) == hotdoc.query()["reference"]
        found = list(work.session.exec(select(Sound).join(Query).where(reference)))
        work.let_go()
        return found


def night_comes(hotdoc: World) -> None:
    """Each story of this house begins on the same day: its nights are not told by their dates."""
    (job,) = [each for each in hotdoc.service.jobs if each.name == "carrier_lists_night"]
    hotdoc.wait(timedelta(hours=2).total_seconds())
    job.run()


@pytest.fixture
def unnamed(at: Opened, monkeypatch: Patch) -> World:
    """Neither the end of a message nor its being ready names its recording."""
    hotdoc = at(SATURDAY)
    hotdoc.phones.chaos("drop-callbacks")

    def nameless(_post: object) -> None:
        return None

    monkeypatch.setattr(forms, "_recording", nameless)
    return hotdoc


@pytest.mark.hazard("H16", "H26")
def test_a_message_that_the_carrier_never_named_is_found_on_its_list(unnamed: World) -> None:
    hotdoc = unnamed
    leaves_a_message(hotdoc)
    hotdoc.wait(301)
    hotdoc.wait(60)
    (sound,) = sounds(hotdoc)
    assert sound.kept_at is not None
    assert sound.let_go_at is not None
    assert list(hotdoc.carrier.network.recordings) == []
    assert TO_TYPE in tasks(hotdoc.query())
    night_comes(hotdoc)
    assert LOST not in tasks(hotdoc.query())


@pytest.mark.hazard("H09")
def test_of_a_message_that_the_carrier_has_not_somebody_is_told_once(unnamed: World) -> None:
    hotdoc = unnamed
    leaves_a_message(hotdoc)
    hotdoc.carrier.network.recordings.clear()
    hotdoc.wait(301)
    assert LOST not in tasks(hotdoc.query())
    night_comes(hotdoc)
    assert LOST in tasks(hotdoc.query())
    assert TO_TYPE not in tasks(hotdoc.query())
    dana = signed_in(hotdoc, DANA).opens("/admin")
    dana.sees("No sound has come of what was recorded")
    night_comes(hotdoc)
    assert [each for each in tasks(hotdoc.query()) if each == LOST] == [LOST]


@pytest.mark.hazard("H09")
def test_a_message_that_can_never_be_fetched_ends_as_a_task_and_is_not_to_be_typed(
    at: Opened,
) -> None:
    hotdoc = at(SATURDAY)
    leaves_a_message_that_is_gone(hotdoc)
    assert TO_TYPE in tasks(hotdoc.query())
    for _ in range(5):
        hotdoc.wait(timedelta(hours=12).total_seconds())
    (sound,) = sounds(hotdoc)
    assert (sound.act_at, sound.kept_at) == (None, None)
    assert LOST in tasks(hotdoc.query())
    assert TO_TYPE not in tasks(hotdoc.query())
    (noted,) = [each for each in trail(hotdoc, "sound.lost") if each.subject == sound.public_id]
    assert noted.detail["code"]


def leaves_a_message_that_is_gone(hotdoc: World) -> None:
    """The carrier has named it, and loses it before it is fetched."""
    gp = hotdoc.person(ELM_ROAD).rings(LINE).hears("[beep]").waits(1)
    gp.says("This is Elm Road").waits(8).hears("Your message is kept").is_cut_off()
    hotdoc.carrier.network.recordings.clear()
    hotdoc.settle()


def test_a_recording_of_no_call_of_ours_is_not_touched(at: Opened) -> None:
    hotdoc = at(SATURDAY)
    leaves_a_message(hotdoc)
    hotdoc.wait(60)
    kept = sounds(hotdoc)
    network = hotdoc.carrier.network
    strange = "RE" + "9" * 32
    network.recordings[strange] = another(hotdoc, strange)
    hotdoc.wait(301)
    assert strange in network.recordings
    assert [each.carrier_id for each in sounds(hotdoc)] == [each.carrier_id for each in kept]
    del network.recordings[strange]


def another(hotdoc: World, sid: str) -> Recording:
    now = hotdoc.carrier.network.now()
    return Recording(sid, "CA" + "9" * 32, now, 9, "RecordVerb", "", status="completed")
