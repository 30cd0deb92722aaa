"""A month of answered queries and its sample, for stories of the audit of appropriateness. Amara
answers all of it; Ben and Chidi review; Dana settles."""

from typing import Any

from advice_line.tables.columns import opaque
from advice_line.trust.roles import Actor
from tests.web.people import REQUIRED, Scene
from tests.web.surfing import Surfer

PLACE = "/audit/appropriateness"
DANA = "+447700900779"
DAY = 24 * 3600
MONTH = "2026-11"
SETUP = f"""version = 1
[[responders]]
key = "dana"
name = "Dr Dana Example"
role = "radiologist"
registration = {{ body = "GMC", number = "9990007", expires = 2028-06-30 }}
mobile = "{DANA}"
email = "dana@example.org"
roles = ["responder"]
"""
# What is answered of each: verdict, and that the reply helps.
HELPS = {"not_only_tests": "yes", "can_be_ordered": "yes", "in_time": "yes"}
NEEDED = HELPS | {"verdict": "radiologist"}
GUIDELINE = HELPS | {"verdict": "guideline"}
NOT_NEEDED = HELPS | {"verdict": "no_radiologist"}


def answered(scene: Scene, count: int, by: str = "amara") -> list[str]:
    """So many queries that somebody took on paper and answered; their references."""
    site = scene.world.service.app.state.site
    author: Actor = scene.world.responder(by)
    found = []
    for number in range(count):
        paper: dict[str, Any] = {
            "line": "hotdoc",
            "received_on": "today",
            "received_at": "08:40",
            "organisation": "Y99001",
            "number": "01632 960101",
            "advised_by": by,
            **REQUIRED,
            "question": f"Question {number}: film or MRI?",
        }
        reference = site.service.late_entries.enter(author, paper, opaque()).reference
        site.records.sign(author, reference, REQUIRED | {"question": paper["question"]}, opaque())
        found.append(str(reference))
    return found


def month_over(scene: Scene) -> None:
    scene.world.phones.advance(9 * DAY)


def drawn(scene: Scene, count: int = 8, *, reviewers: tuple[str, ...] = ("ben", "chidi")) -> str:
    """The address of a sample of all there are, Chidi leading; those are appointed."""
    scene.world.set_up(SETUP)
    answered(scene, count)
    month_over(scene)
    chidi = scene.signed_in("chidi").opens(PLACE)
    chidi.presses("Draw the sample", month=MONTH, wanted="20")
    for each in reviewers:
        chidi.presses("Appoint them", person=each)
    return chidi.address


def waiting(surfer: Surfer) -> list[str]:
    """Addresses of what waits for their review, in the order of the list."""
    surfer.opens(PLACE)
    return [
        part.partition('"')[0] for part in surfer.page.split('href="') if "/queries/" in part[:90]
    ]


def reviews(surfer: Surfer, *said: dict[str, str]) -> Surfer:
    """One after another as the list has them; the last for all that are left."""
    for number, each in enumerate(waiting(surfer)):
        surfer.opens(each).presses("Say it", **said[min(number, len(said) - 1)])
    return surfer
