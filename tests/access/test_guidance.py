"""Guidance that one line keeps for its own people is read, found and written by nobody of
another."""

import pytest

from tests.access.house import COLLEAGUE, OTHER_LINE, SETUP, STRANGER
from tests.web.people import Scene
from tests.web.test_guidance_pages import finds, writes

AT = "/guidance/back-pain-in-adults"
MOBILES = {COLLEAGUE: "+447700900701", STRANGER: "+447700900702"}


@pytest.mark.hazard("H07")
def test_a_page_of_another_line_is_not_there(scene: Scene) -> None:
    scene.world.set_up(SETUP)
    writes(scene.signed_in("ben"), line=OTHER_LINE, audience="staff").sees("Published.")
    colleague = scene.signed_in_by(MOBILES[COLLEAGUE])
    for path in (AT, f"{AT}/feedback"):
        colleague.opens(path).is_refused(404)
    assert colleague.opens(f"{AT}/edit").status in (403, 404)
    for path in ("/guidance", f"/guidance?line={OTHER_LINE}", "/guidance/feedback"):
        colleague.opens(path).never_sees("Back pain in adults")
    finds(colleague, "weakness").never_sees("Back pain in adults")
    writes(colleague, title="Ours", line=OTHER_LINE).is_refused(422)
    colleague.sees("Choose a line that is yours.")
    stranger = scene.signed_in_by(MOBILES[STRANGER])
    stranger.opens(AT).sees("weakness that gets worse")
