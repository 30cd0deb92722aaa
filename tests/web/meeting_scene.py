"""An approved case and a series of meetings, for the stories of meetings."""

from advice_line.education.meetings.keeping_on import KeepingOn
from tests.web.people import Scene
from tests.web.surfing import Surfer

CONFIRM = "Nobody can be recognised in this"
SERIES = {
    "name": "Radiology and primary care",
    "weekday": "2",
    "week_1": "yes",
    "starts": "12:30",
    "ends": "13:30",
    "place": "Seminar room 1",
    "imaging_chair": "amara",
    "primary_chair": "ben",
}
VOTE = {
    "vote": "Which is the next test?",
    "option_1": "Plain film",
    "option_2": "MRI",
    "right": "2",
    "minutes": "10",
}
MEETING = "Radiology and primary care, 2 December 2026"


def approved(scene: Scene) -> str:
    """A case that Amara has offered and Ben approved; its reference."""
    return taught(scene, scene.advised())


def taught(scene: Scene, query: str) -> str:
    """The same, of a query that was advised."""
    amara = scene.signed_in("amara")
    amara.opens(f"/desk/{query}/saved").presses("Offer this case for teaching")
    (case,) = (q["case"]["reference"] for q in scene.world.queries() if q["reference"] == query)
    amara.opens(f"/library/{case}").presses(
        CONFIRM, learning_point="A film before a scan.", topic="spine", modality="mri"
    )
    amara.sees("few cases are like this one").presses(CONFIRM)
    scene.signed_in("ben").opens(f"/library/{case}").presses("Approve")
    return str(case)


def planned(scene: Scene) -> tuple[Surfer, str]:
    """Amara before the first meeting of a new series; its address."""
    amara = scene.signed_in("amara").opens("/meetings").presses("Make the series", **SERIES)
    amara.sees("The series is made").follows(SERIES["name"])
    return amara, amara.address


def signed(scene: Scene) -> tuple[Surfer, str]:
    """The same, with one case on its agenda, which both have signed."""
    approved(scene)
    amara, at = planned(scene)
    amara.presses("Put on the agenda").presses("Sign this agenda")
    scene.signed_in("ben").opens(at).presses("Sign this agenda")
    return amara.opens(at), at


def invites(scene: Scene) -> int:
    told = KeepingOn(scene.world.service.ledger).invite()
    scene.world.settle()
    return told
