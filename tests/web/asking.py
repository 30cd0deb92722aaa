"""Somebody who asks by the form, for stories that read as speech."""

from tests.web.people import Scene
from tests.web.surfing import Surfer

ADDRESS = "rowan@elsewhere.example.org"
ASKED = {
    "requester_name": "Dr Rowan Hill",
    "requester_role": "gp",
    "organisation": "Elm Road Surgery",
    "email": ADDRESS,
    "general_question": "no",
    "patient_name": "Edith Larkspur",
    "date_of_birth": "1 2 1950",
    "nhs_number": "999 000 0018",
    "question": "Night pain in the back for six weeks. Plain film or MRI?",
    "urgency_asked": "today",
}
GENERAL = {
    **ASKED,
    "general_question": "yes",
    "patient_name": "",
    "date_of_birth": "",
    "nhs_number": "",
    "question": "Which contrast for a CT urogram?",
}


def asks(surfer: Surfer, **changed: str) -> Surfer:
    """Fill in the form, look at what was typed, send it."""
    return checks(surfer, **changed).presses("Send")


def checks(surfer: Surfer, **changed: str) -> Surfer:
    return surfer.opens("/ask").presses("Check and send", **(ASKED | changed))


def confirmed(scene: Scene, **changed: str) -> Surfer:
    """Somebody who has asked, and typed the code that was mailed to them."""
    surfer = asks(scene.browser(), **changed)
    scene.world.settle()
    address = changed.get("email", ADDRESS)
    return surfer.presses("It is mine", code=scene.mailed_code(address))
