"""One draft on two devices at once: what either says is there until it is sent (H09)."""

import pytest

from tests.web.people import ANOTHER, REQUIRED, Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H09")
FILM, ULTRASOUND, SCAN = "No film.", "An ultrasound first.", "An MRI of the knee."
TOO = "You type in this draft on another page too"


def both(scene: Scene) -> tuple[str, Surfer, Surfer]:
    """Amara at her phone and her workstation, each with the record open; its address."""
    record = f"/desk/{scene.called()}/record"
    phone, workstation = scene.signed_in("amara"), scene.signed_in("amara")
    return record, phone.opens(record), workstation.opens(record)


def types(page: Surfer, **words: str) -> Surfer:
    """As the page keeps it by itself; it stays where it is, and the answer is beside it."""
    fields = page.form("Save and send").fields | words
    bar = Surfer(page.client)
    return bar.posts(f"{page.address.removesuffix('/record')}/draft", fields)


def test_neither_takes_the_others_words_away(scene: Scene) -> None:
    record, phone, workstation = both(scene)
    types(phone, advice=FILM).sees("Draft kept").never_sees(TOO)
    types(workstation, advice=ULTRASOUND).sees(TOO, f"The advice: {FILM}")
    types(phone, advice=FILM, red_flags="Fever").sees(TOO, f"The advice: {ULTRASOUND}")

    # Opened once more it goes on from the newest, and shows what stands beside it.
    again = scene.signed_in("amara").opens(record).sees(TOO, f"The advice: {ULTRASOUND}")
    assert again.form("Save and send").fields["advice"] == FILM
    types(again, advice=f"{FILM} {ULTRASOUND}")
    types(phone, advice=FILM, red_flags="Fever, night pain").sees(f"{FILM} {ULTRASOUND}")


def test_nothing_is_sent_over_words_that_were_not_shown(scene: Scene) -> None:
    _, phone, workstation = both(scene)
    types(phone, **REQUIRED | {"advice": FILM})
    workstation.presses("Save and send", **ANOTHER | {"advice": SCAN}).is_refused(409)
    workstation.sees("Nothing was sent", TOO, f"The advice: {FILM}")
    assert scene.world.query()["advice"] == []
    assert workstation.form("Save and send").fields["advice"] == SCAN

    # More is typed there while it is read here: that is shown too.
    types(phone, **REQUIRED | {"advice": FILM, "red_flags": "Fever"})
    workstation.presses("Save and send").is_refused(409).sees("Red flags: Fever")
    workstation.presses("Save and send", advice=f"{SCAN} {FILM}").sees("Saved")
    (advice,) = scene.world.query()["advice"]
    assert advice["version"] == 1


def test_one_after_the_other_is_never_asked(scene: Scene) -> None:
    """What is done each day: begun on the phone, finished at the workstation."""
    record, phone, _ = both(scene)
    types(phone, **REQUIRED | {"advice": FILM})
    workstation = scene.signed_in("amara").opens(record).never_sees(TOO)
    types(workstation, advice=f"{FILM} {SCAN}").never_sees(TOO)
    workstation.presses("Save and send", advice=f"{FILM} {SCAN}").never_sees("Nothing was sent")
    assert len(scene.world.query()["advice"]) == 1


def test_a_colleagues_words_are_no_part_of_it(scene: Scene) -> None:
    """Ben's draft of a query that was his before is Ben's alone."""
    record, phone, _ = both(scene)
    types(phone, advice=FILM)
    scene.signed_in("ben").opens(record).is_refused(403).never_sees(FILM)


def test_on_either_database_both_are_kept(either: Scene) -> None:
    record, phone, workstation = both(either)
    types(phone, advice=FILM)
    types(workstation, advice=ULTRASOUND)
    either.signed_in("amara").opens(record).sees(f"The advice: {FILM}")
