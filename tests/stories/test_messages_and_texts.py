"""What a database could change of messages and texts, told once on each of them."""

from datetime import timedelta

import pytest
from sqlmodel import select

from advice_line.tables.sounds import Sound, SoundPiece
from tests.stories.base import SATURDAY, closed_and_a_message
from tests.stories.conftest import OpenedHere
from tests.stories.scene import LINE, OAK_LANE_MOBILE, STRANGER_MOBILE
from tests.stories.world import World


@pytest.mark.hazard("H16")
def test_a_message_is_copied_sealed_and_deleted(opened_here: OpenedHere) -> None:
    hotdoc = opened_here(SATURDAY)
    closed_and_a_message(hotdoc)
    hotdoc.settle()
    hotdoc.wait(60)
    with hotdoc.ledger.look("test") as work:
        sound = work.session.exec(select(Sound)).one()
        assert (sound.kept_at is None, sound.let_go_at is None) == (False, False)
        assert work.session.exec(select(SoundPiece)).all()
    hotdoc.wait(timedelta(days=31).total_seconds())
    with hotdoc.ledger.look("test") as work:
        assert work.session.exec(select(Sound)).one().deleted_at is not None
        assert not work.session.exec(select(SoundPiece)).all()


@pytest.mark.hazard("H20")
def test_texts_open_join_stop_and_are_answered_once(hotdoc: World) -> None:
    gp, other = hotdoc.person(STRANGER_MOBILE), hotdoc.person(OAK_LANE_MOBILE)
    gp.texts(LINE, "Please ring me about a chest film")
    hotdoc.settle()
    reference = hotdoc.query()["reference"]
    gp.texts(LINE, f"{reference} on the bypass number")
    other.texts(LINE, f"{reference} mine too")
    hotdoc.settle()
    assert [len(each["messages"]) for each in hotdoc.queries()] == [2, 1]
    gp.texts(LINE, "STOP").texts(LINE, "and one more thing")
    hotdoc.settle()
    assert len(hotdoc.queries()) == 3
    assert [text.split(":")[0] for text in hotdoc.texts(STRANGER_MOBILE)][-1].startswith(
        "Example Radiology Advice will send no more texts"
    )
