"""What a meeting learned and agreed comes into the next pack; what is withdrawn leaves it."""

import pytest

from tests.web.meeting_scene import signed
from tests.web.people import Scene
from tests.web.test_meetings import DAY, TO_NOON

TODO = {"what": "Change the page on back pain", "owner": "ben", "by_day": "2026-12-09"}
PACK = "/library/month/2026-12/md"


@pytest.mark.hazard("H08")
def test_a_pack_tells_what_the_last_meeting_learned_until_its_case_is_withdrawn(
    either: Scene,
) -> None:
    scene = either
    amara, at = signed(scene)
    amara.opens(f"{at}/present").presses("Agree on it", **TODO)
    amara.presses("Keep what was said", standing="standard_met")
    before = amara.client.get(PACK).text
    assert "What meetings agreed" not in before, "it has not been held yet"
    scene.world.phones.advance(TO_NOON + DAY)

    amara = scene.signed_in("amara")
    pack = amara.client.get(PACK).text
    assert "What the meeting of 2 December 2026 learned" in pack
    assert "| Spine, MRI | A film before a scan. |" in pack
    assert "| Change the page on back pain | Ben Example | to be done by 9 December 2026 |" in pack
    scene.signed_in("ben").opens("/meetings").presses("Done")
    assert "| Ben Example | done on 3 December 2026 |" in amara.client.get(PACK).text
    amara.opens("/library/month/2026-12").never_sees("taken out")

    query = scene.world.query()["reference"]
    amara.opens(f"/desk/{query}").presses("Take it out of teaching", objector="patient")
    case = scene.world.query()["case"]["reference"]
    amara.opens("/library/month/2026-12").sees(case, "Destroy")
    pack = amara.client.get(PACK).text
    for gone in ("A film before a scan.", "Change the page", case, "What meetings agreed"):
        assert gone not in pack


def test_a_case_that_nobody_came_to_was_learned_by_no_pack(scene: Scene) -> None:
    signed(scene)
    scene.world.phones.advance(TO_NOON + DAY)
    pack = scene.signed_in("amara").client.get(PACK).text
    assert "What the meeting of 2 December 2026 learned" not in pack
