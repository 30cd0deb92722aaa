"""A new time that no text can tell: a person rings the practice, and until they have, nothing says
that the practice knows of it (H23)."""

from datetime import datetime
from typing import Any

import pytest

from advice_line.outgoing_kinds import NoticeKind
from advice_line.staffing.rostering.roster import Roster
from advice_line.web import labels
from integrations.sandbox.phones import declines, off
from rota.values import AbsenceKind
from tests.stories.soundness import unsound
from tests.stories.world import CHIDI, ELM_ROAD, ELM_ROAD_MOBILE, LINE
from tests.web.people import Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H23")
UNTIL = {"chidi": "2026-11-23T11:00", "ben": "2026-11-23T11:00", "amara": "2026-11-24T00:00"}
SAID = "Elm Road Surgery at 01632 960101 was not told of the new time, 11:30am: ring them before"
TOLD = "I told them the new time"


def promised(scene: Scene, number: str) -> str:
    """A call that nobody took, claimed by Amara; its reference."""
    scene.world.everybody(declines())
    gp = scene.world.person(number).rings(LINE)
    gp.hears("ring you back by", within=120).is_cut_off()
    scene.world.settle()
    reference = str(scene.world.query()["reference"])
    scene.world.records.claim(scene.world.responder("amara"), reference)
    return reference


def everybody_is_away_until_eleven(scene: Scene) -> None:
    """Amara all day."""
    for who, end in UNTIL.items():
        Roster(scene.world.ledger).absent(
            scene.world.responder(who),
            person=who,
            kind=AbsenceKind.SICKNESS,
            start=datetime.fromisoformat("2026-11-23T10:05"),
            end=datetime.fromisoformat(end),
        )
    scene.world.wait(10 * 60)
    scene.world.settle()


def promises(scene: Scene) -> list[tuple[str, str]]:
    return [(each["due_at"][11:16], each["state"]) for each in scene.world.query()["promises"]]


def open_tasks(scene: Scene) -> list[tuple[Any, ...]]:
    tasks = scene.world.query()["tasks"]
    return [(t["kind"], t["owner"], t["due_at"][11:16]) for t in tasks if t["state"] == "open"]


def the_query(scene: Scene, who: str) -> Surfer:
    return scene.signed_in(who).opens(f"/desk/{scene.world.query()['reference']}")


def untold(scene: Scene) -> str:
    reference = promised(scene, ELM_ROAD)
    everybody_is_away_until_eleven(scene)
    return reference


def test_a_landline_is_somebodys_to_ring_and_the_old_time_stands_until_they_have(
    scene: Scene,
) -> None:
    reference = untold(scene)
    ((old, state),) = promises(scene)
    assert state == "open"
    assert ("tell_new_time", "chidi", old) in open_tasks(scene)
    assert any(
        f"({reference}) was not told that it comes later" in text
        for text in scene.world.texts(CHIDI)
    )
    assert not any("960101" in text for text in scene.world.texts(CHIDI)), "only on the page"
    scene.signed_in("chidi").sees(SAID)
    the_query(scene, "chidi").sees(SAID).never_sees("Another time was given")
    the_query(scene, "ben").sees("Dr Chidi Example is to ring them").never_sees(TOLD)
    scene.signed_in("chidi").presses(TOLD).is_at("/desk").never_sees("was not told")
    assert promises(scene) == [(old, "withdrawn"), ("11:30", "open")]
    assert [each[0] for each in open_tasks(scene)] == ["ring_back"]
    the_query(scene, "chidi").sees("Another time was given", "Promised to ring back by 11:30am")
    assert unsound(scene.world) == []


def test_the_old_time_is_broken_when_nobody_has_rung_by_then(scene: Scene) -> None:
    untold(scene)
    scene.world.wait(40 * 60)
    scene.world.settle()
    ((old, state),) = promises(scene)
    assert state == "broken"
    assert any("was not told that it comes later" in t for t in scene.world.texts(CHIDI)[-2:])
    scene.signed_in("chidi").presses(TOLD)
    assert promises(scene) == [(old, "broken"), ("11:30", "open")]


def test_it_is_whoevers_who_takes_the_call_back_and_falls_away_with_it(scene: Scene) -> None:
    untold(scene)
    the_query(scene, "ben").presses("Claim").sees(SAID)
    assert ("tell_new_time", "ben") in [each[:2] for each in open_tasks(scene)]
    scene.signed_in("chidi").never_sees("was not told")
    the_query(scene, "ben").presses("I rang them on my own phone")
    assert [each[0] for each in open_tasks(scene)] == ["write_advice"]
    assert [each[1] for each in promises(scene)] == ["kept"]


def test_the_office_may_tell_them_too(scene: Scene) -> None:
    untold(scene)
    office = scene.signed_in("chidi").opens("/admin")
    office.sees("Tell them that they are rung back by 11:30am", "01632 960101")
    office.presses("Done")
    assert [each[1] for each in promises(scene)] == ["withdrawn", "open"]


def test_a_mobile_is_texted_and_nobody_has_to_ring(scene: Scene) -> None:
    promised(scene, ELM_ROAD_MOBILE)
    everybody_is_away_until_eleven(scene)
    assert "later than we said, by 11:30am" in scene.world.texts(ELM_ROAD_MOBILE)[-1]
    assert "tell_new_time" not in [each[0] for each in open_tasks(scene)]


def test_a_text_that_cannot_be_delivered_leaves_it_to_a_person(scene: Scene) -> None:
    promised(scene, ELM_ROAD_MOBILE)
    scene.world.phones.behaves(ELM_ROAD_MOBILE, off())
    everybody_is_away_until_eleven(scene)
    assert ("tell_new_time", "chidi") in [each[:2] for each in open_tasks(scene)]
    scene.signed_in("chidi").opens("/admin/outgoing").sees("New promised time for the caller")
    assert promises(scene) == [("10:30", "open"), ("11:30", "withdrawn")]
    scene.world.wait(25 * 60)
    scene.world.settle()
    assert promises(scene) == [("10:30", "broken"), ("11:30", "withdrawn")]


def test_every_notice_that_may_not_get_through_has_a_name_on_the_offices_page() -> None:
    assert set(labels.NOTICES) == set(NoticeKind)
