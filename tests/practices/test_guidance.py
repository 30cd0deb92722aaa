"""Guidance that a site keeps for those who ask: the people of a practice read it by their name,
nobody else does, and neither do they once they have left."""

import pytest

from tests.practices.practices import KIM, MANAGER, ROWAN, Practices
from tests.web.test_guidance_pages import finds, writes

AT = "/guidance/back-pain-in-adults"


@pytest.mark.hazard("H07")
def test_what_is_for_those_who_ask_is_read_by_them_alone(practices: Practices) -> None:
    scene = practices.scene
    writes(scene.signed_in("amara"), audience="requesters")
    anybody = scene.browser()
    anybody.opens(AT).is_refused(404)
    anybody.opens("/guidance").never_sees("Back pain in adults")
    for address, who in ((ROWAN, None), (KIM, MANAGER)):
        person = practices.joins(address, who) if who else practices.joins(address)
        page = person.opens(AT).sees("weakness that gets worse", "For Those who ask")
        assert page.headers["cache-control"] == "no-store"
        finds(person, "weakness").sees("1 found")
        person.opens("/guidance/changes").sees("Back pain in adults")
        assert "back-pain" not in person.opens("/guidance/feed.json").page
    person.opens("/practice").presses("Sign out")
    person.opens(AT).is_refused(404)
