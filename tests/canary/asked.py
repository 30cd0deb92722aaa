"""She is asked about in writing, by the form: with files named after her, by somebody who types her
into every field, adds words about her at the link, and takes it back."""

from tests.canary.bird import Canary
from tests.canary.house import House
from tests.rules.test_file_kinds import picture
from tests.web.surfing import Surfer

ASKER = "wren@elsewhere.example.org"


def asked_in_writing(house: House, bird: Canary) -> None:
    gp = house.browser("asker")
    fields = _form(bird)
    gp.opens("/ask").presses("Check and send", **(fields | {"nhs_number": bird.song}))
    gp.is_refused(422).presses("Check and send", **(fields | {"email": bird.song})).is_refused(422)
    gp.presses("Check and send", **(fields | {"registration": bird.song})).is_refused(422)
    _typing(gp, bird)
    gp.opens("/ask").presses("Check and send", **fields).sees(bird.given).presses("Send")
    _sends(gp.opens("/ask").presses("Check and send", **fields), "/ask/send", bird)
    house.world.settle()
    gp.presses("It is mine", code=bird.number).is_refused(422)
    gp.presses("It is mine", code=house.mailed_code(ASKER)).sees(bird.given)
    link = gp.address
    _writes(gp, link, bird)
    gp.opens("/ask").opens("/you").opens("/guidance")
    house.world.settle()
    _which_practice(house, bird)
    gp.opens(link).presses("Take my question back", reason=bird.song).sees("Closed")
    house.world.settle()


def _which_practice(house: House, bird: Canary) -> None:
    """The office reads who asks, as they named themselves, and nothing of what they ask."""
    chidi = house.signed_in("chidi").opens("/admin").follows("See what they said and choose it")
    chidi.sees(bird.family).never_sees("Cough for eight weeks")
    chidi.presses("Keep it", organisation=bird.song).is_refused(422)


def _form(bird: Canary) -> dict[str, str]:
    song = bird.song
    return {
        "requester_name": "Dr Wren Example",
        "requester_role": song,
        "registration": "GMC 9990002",
        "supervising_gp": song,
        "organisation": song,
        "email": ASKER,
        "patient_name": bird.name,
        "date_of_birth": bird.birthday,
        "nhs_number": bird.spaced,
        "number_missing_reason": song,
        "question": f"Cough for eight weeks. {song}.",
        "urgency_asked": "today",
        "would_have_done_note": song,
        "booking_reference": f"00{bird.number}",
    }


def _typing(gp: Surfer, bird: Canary) -> None:
    form = gp.opens("/ask").form("Check and send").fields
    gp.posts("/ask/guidance", form | {"question": bird.song, "line": bird.song}).is_refused(404)
    gp.posts("/ask/guidance", form | {"question": bird.song}).is_refused(200)


def _sends(gp: Surfer, path: str, bird: Canary) -> None:
    """One that cannot be kept is named to who gave it, and to nobody else."""
    form = gp.form("Send").fields
    wrong = {"files": (f"{bird.name}.svg", bird.song.encode(), "image/png")}
    gp.took(gp.client.post(path, data=form, files=wrong)).is_refused(422).sees(bird.given)
    right = {"files": (f"{bird.name}.jpg", picture("JPEG"), "image/jpeg")}
    gp.took(gp.client.post(path, data=form, files=right)).sees("is sent")


def _writes(gp: Surfer, link: str, bird: Canary) -> None:
    form = gp.form("Send").fields
    gp.posts(f"{link}/write", form | {"words": bird.song * 100}).is_refused(422)
    gp.posts(f"{link}/write", form | {"words": bird.song}).sees(bird.given)
