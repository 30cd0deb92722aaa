"""Readers say whether a page helps, its owner answers and is told of what waits; owners are
reminded of the day of review, and leads of what is overdue. No mail holds a word that anybody wrote
(H07)."""

import pytest

from integrations.sandbox.mail_kept import KeptMail
from tests.web.people import Scene
from tests.web.test_guidance_pages import writes

READER, AMARA = "rowan@full.example.org", "amara@example.org"
AT = "/guidance/back-pain-in-adults"
DAY = 24 * 3600


@pytest.mark.hazard("H07")
def test_what_a_reader_says_is_answered_without_a_word_of_it_by_mail(scene: Scene) -> None:
    amara, reader = scene.signed_in("amara"), scene.browser()
    writes(amara)
    reader.opens(AT).follows("Was this page helpful?")
    said = {"helpful": "no", "comment": "His number is 999 000 0018", "address": READER}
    reader.presses("Send", **said).is_refused(422).sees("a patient's NHS number", "999 000 0018")
    reader.presses("Send", comment="What about children?").sees("Thank you.")
    scene.world.settle()
    amara_mail = scene.mails(AMARA)[-1]
    assert "1 comment waits" in amara_mail.text
    assert "children" not in amara_mail.text
    amara.opens("/guidance/feedback").sees("What about children?", "it did not help")
    amara.presses("Answer", answer="Ask us about each child.").sees("Word that there is an answer")
    scene.world.settle()
    told = scene.mails(READER)[-1]
    assert "Ask us about" not in told.text
    assert "children" not in told.text
    link = next(word for word in told.text.split() if "/answers/" in word)
    reader.opens(link).sees("Ask us about each child.").never_sees("What about children?")
    amara.opens(f"{AT}/edit").sees("it helped 0 of 1 who said")


def test_an_owner_is_reminded_and_an_overdue_page_goes_to_the_leads_too(scene: Scene) -> None:
    writes(scene.signed_in("amara"), review_on="2026-12-21")
    told = []
    for days in (1, 22, 6):
        scene.world.phones.advance(days * DAY)
        scene.world.settle()
        told.append((len(reminders(scene, AMARA)), len(reminders(scene, "chidi@example.org"))))
    assert told == [(1, 0), (2, 0), (3, 1)]
    assert "is overdue for review since 21 December 2026" in reminders(scene, AMARA)[-1].text


def reminders(scene: Scene, address: str) -> list[KeptMail]:
    """Of a page's review: digests are told of as well."""
    return [each for each in scene.mails(address) if "review" in each.subject.lower()]


def test_a_count_that_is_small_is_not_told(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    writes(amara)
    scene.advised(guideline=f"https://advice.example.org{AT}")
    amara.opens(f"{AT}/edit").sees("fewer than 5 in the last 12 months")
