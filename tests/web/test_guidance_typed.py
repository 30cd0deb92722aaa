"""Whatever button of a page's own form is pressed, no word that was typed and not saved is lost,
and none of them is read by anybody by that (part 9: nothing typed is lost)."""

import pytest

from tests.web.people import Scene
from tests.web.surfing import Surfer
from tests.web.test_guidance_files import EDUCATOR
from tests.web.test_guidance_pages import BODY, edits, writes

AT = "/guidance/back-pain-in-adults"
TYPED = {
    "title": "Back pain & sciatica",
    "body": "Typed & not saved.\n\nSecond line.",
    "changed": "What is new.",
    "keywords": "sciatica",
    "area-lower_limb": "yes",
}
UNSAVED = "What you changed in the form is not saved yet."


def still_typed(surfer: Surfer) -> Surfer:
    assert surfer.form("Save as a draft").fields.items() >= TYPED.items()
    return surfer


def test_publishing_what_was_saved_keeps_what_is_typed(either: Scene) -> None:
    amara = either.signed_in("amara")
    writes(amara, then="draft")
    amara.opens(f"{AT}/edit").presses("Publish the newest version", **TYPED)
    amara.sees("Published.")
    still_typed(amara).sees(UNSAVED)
    either.browser().opens(AT).sees("weakness that gets worse").never_sees("Typed")
    amara.presses("Save and publish").is_at(f"{AT}/edit?done=published")
    either.browser().opens(AT).sees("Back pain & sciatica", "Typed & not saved.")


def test_retiring_a_page_keeps_what_is_typed(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    writes(amara)
    amara.opens(f"{AT}/edit").presses("Retire this page", **TYPED).sees("Retired.")
    still_typed(amara).sees(UNSAVED)
    scene.browser().opens(AT).is_refused(404)
    amara.presses("Save as a draft").is_at(f"{AT}/edit?done=saved").sees("Versions (2)")
    scene.browser().opens(AT).is_refused(404)


def test_saying_that_it_still_holds_keeps_what_is_typed_and_the_new_day(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    writes(amara)
    amara.opens(f"{AT}/edit").presses("It still holds", next_review="never", **TYPED)
    amara.is_refused(422).sees("Give the day of the next review")
    assert amara.form("It still holds").fields["next_review"] == "never"
    still_typed(amara)
    amara.presses("It still holds", next_review="2027-05-03").sees("Kept until the next review.")
    still_typed(amara).sees(UNSAVED)
    # Saved later, the form does not put back the day that it was filled with before.
    amara.presses("Save and publish").is_at(f"{AT}/edit?done=published")
    assert amara.form("Save and publish").fields["review_on"] == "2027-05-03"


def test_where_nothing_was_typed_the_page_is_opened_afresh(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    writes(amara)
    amara.opens(f"{AT}/edit").presses("It still holds", next_review="2027-05-03")
    amara.is_at(f"{AT}/edit?done=looked_at").never_sees(UNSAVED)
    amara.presses("Retire this page").is_at(f"{AT}/edit?done=retired").never_sees(UNSAVED)
    amara.presses("Publish the newest version").is_at(f"{AT}/edit?done=published")
    assert amara.form("Save and publish").fields["body"] == BODY


@pytest.mark.parametrize("button", ["Retire this page", "It still holds", "Save and publish"])
def test_who_comes_second_keeps_their_words_and_sees_all_that_differs(
    scene: Scene, button: str
) -> None:
    amara, chidi = scene.signed_in("amara"), scene.signed_in("chidi")
    writes(amara)
    chidi.opens(f"{AT}/edit")
    edits(amara, "back-pain-in-adults", body="Amara's words.", changed="Hers.", keywords="disc")
    chidi.presses(button, next_review="2027-05-03", **TYPED).is_refused(409).sees(
        "Dr Amara Example changed this page meanwhile", "Amara's words.", "Typed & not saved."
    )
    chidi.sees("Words by which it is offered: disc", "Words by which it is offered: sciatica")
    still_typed(chidi)
    scene.browser().opens(AT).sees("Amara's words.")
    chidi.presses("Save and publish").is_at(f"{AT}/edit?done=published")
    scene.browser().opens(AT).sees("Typed & not saved.")


def test_whose_words_are_the_same_is_not_held_up_for_ever(scene: Scene) -> None:
    amara, chidi = scene.signed_in("amara"), scene.signed_in("chidi")
    writes(amara)
    chidi.opens(f"{AT}/edit")
    edits(amara, "back-pain-in-adults", body="The same words.", changed="Hers.")
    chidi.presses("Save and publish", body="The same words.", changed="His.").is_refused(409)
    chidi.sees("Nothing differs").presses("Save and publish")
    chidi.is_at(f"{AT}/edit?done=published")


def test_who_may_not_publish_any_more_keeps_their_words(scene: Scene) -> None:
    scene.world.set_up(EDUCATOR)
    writes(scene.signed_in("amara"))
    olu = scene.signed_in_by("+447700900777").opens(f"{AT}/edit")
    form = olu.form("Save as a draft").fields | TYPED
    for act in ("publish", "retire", "looked-at"):
        olu.posts(f"{AT}/{act}", form | {"next_review": "2027-05-03"}).is_refused(403)
        olu.sees("Nothing was changed.", "Typed & not saved.")
    scene.browser().opens(AT).sees("weakness that gets worse")


def test_return_in_a_field_publishes_nothing(scene: Scene) -> None:
    """A browser presses a form's first button."""
    amara = scene.signed_in("amara")
    writes(amara)
    first = amara.opens(f"{AT}/edit").form("Save and publish").buttons[0]
    assert first.label == "Save as a draft"
    (first, *_) = amara.opens("/guidance/new").form("Save and publish").buttons
    assert first.label == "Save as a draft"
