"""What somebody owes when they say that they are away, on the pages: said to them, and claimed by
whoever is on instead (H23)."""

import pytest

from integrations.sandbox.phones import declines
from tests.stories.world import BEN, ELM_ROAD_MOBILE, LINE
from tests.web.people import Scene

pytestmark = pytest.mark.hazard("H23")
AWAY = {"kind": "sickness", "start": "2026-11-23T10:00", "end": "2026-11-24T00:00"}


def test_a_call_back_of_who_goes_home_is_claimed_on_the_list(scene: Scene) -> None:
    scene.world.everybody(declines())
    gp = scene.world.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("ring you back by", within=120).is_cut_off()
    scene.world.settle()
    reference = scene.world.query()["reference"]
    amara = scene.signed_in("amara").opens("/desk").presses("Claim")
    ben = scene.signed_in("ben").opens(f"/desk/{reference}").never_sees("Claim</button>")
    amara.opens("/rota/mine/away")
    assert amara.form("Save").fields["start"].startswith("2026-11-23T10:0")  # from now on
    amara.presses("Save", **AWAY)
    amara.sees(f"You still owe calls back ({reference})", "put before whoever is on")
    scene.world.settle()
    assert any(f"1 call back ({reference})" in text for text in scene.world.texts(BEN))
    ben.opens("/desk").presses("Claim")
    assert scene.world.query()["owner"] == "ben"
    amara.opens(f"/desk/{reference}").never_sees("Ring back")
