"""Guidance is written, published, read, found, compared and brought back; who may read it is what
its audience says, and an overdue page shows its words to people of the service alone."""

import json

import pytest

from tests.web.people import Scene
from tests.web.surfing import Surfer

BODY = """## When to scan

- weakness that gets worse

| What | How soon |
|---|---|
| Weakness | days |

See [[irefer:M05]] and [[ng12:1.3.1]]."""
PAGE = {
    "title": "Back pain in adults",
    "summary": "When a scan helps.",
    "body": BODY,
    "keywords": "pain in the back",
    "area-spine": "yes",
    "modality-mri": "yes",
}


def writes(surfer: Surfer, then: str = "publish", **more: str) -> Surfer:
    form = surfer.opens("/guidance/new").form("Save and publish").fields
    return surfer.posts("/guidance/new", form | PAGE | {"then": then} | more)


def edits(surfer: Surfer, key: str, then: str = "publish", **more: str) -> Surfer:
    form = surfer.opens(f"/guidance/{key}/edit").form("Save as a draft").fields
    return surfer.posts(f"/guidance/{key}/edit", form | {"then": then} | more)


def finds(surfer: Surfer, wanted: str) -> Surfer:
    form = surfer.opens("/guidance").form("Find").fields
    return surfer.posts("/guidance/search", form | {"wanted": wanted})


def test_a_page_is_drafted_published_read_found_and_told(either: Scene) -> None:
    amara, anybody = either.signed_in("amara"), either.browser()
    writes(amara, then="draft").sees("Saved as a draft")
    anybody.opens("/guidance/back-pain-in-adults").is_refused(404)
    amara.opens("/guidance/back-pain-in-adults/edit").presses("Publish the newest version")
    page = anybody.opens("/guidance/back-pain-in-adults").sees(
        "Back pain in adults", "iRefer M05", "NICE NG12 1.3.1", "Spine, MRI", "Dr Amara Example"
    )
    assert '<meta property="og:title" content="Back pain in adults">' in page.page
    finds(anybody, "weak spine").sees("1 found")
    finds(anybody, "weaken spi").sees("Nothing was found")
    finds(anybody, "adul spi").sees("1 found")
    finds(anybody, "knees").sees("Nothing was found")
    anybody.opens("/guidance/changes").sees("New. First version.")
    (item,) = json.loads(anybody.opens("/guidance/feed.json").page)["items"]
    assert item["url"] == "https://advice.example.org/guidance/back-pain-in-adults"


def test_versions_are_kept_compared_and_brought_back(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    writes(amara)
    edits(amara, "back-pain-in-adults", body="Nothing.").sees("Say in a sentence what changed")
    edits(amara, "back-pain-in-adults", body="Weakness: same day.", changed="Same day.")
    amara.opens("/guidance/back-pain-in-adults/compare?old=1&new=2").sees("Weakness: same day.")
    amara.opens("/guidance/back-pain-in-adults/versions/1").presses("Bring this version back")
    amara.sees("a newer version is not published", "Version 1 brought back.")
    scene.browser().opens("/guidance/back-pain-in-adults").sees("Weakness: same day.")
    amara.presses("Publish the newest version")
    scene.browser().opens("/guidance/back-pain-in-adults").sees("weakness that gets worse")


def test_who_comes_second_loses_nothing_and_overwrites_nothing(scene: Scene) -> None:
    amara, chidi = scene.signed_in("amara"), scene.signed_in("chidi")
    writes(amara)
    at = "/guidance/back-pain-in-adults/edit"
    form = chidi.opens(at).form("Save as a draft").fields
    edits(amara, "back-pain-in-adults", body="Amara's words.", changed="Hers.")
    theirs = form | {"body": "Chidi's words.", "changed": "His.", "then": "publish"}
    chidi.posts(at, theirs).is_refused(409).sees(
        "Dr Amara Example changed this page meanwhile", "Amara's words.", "Chidi's words."
    )
    scene.browser().opens("/guidance/back-pain-in-adults").sees("Amara's words.")
    chidi.presses("Save and publish", body="Both their words.")
    scene.browser().opens("/guidance/back-pain-in-adults").sees("Both their words.")


@pytest.mark.hazard("H07")
@pytest.mark.hazard("H25")
def test_a_page_of_the_service_is_for_nobody_else(scene: Scene) -> None:
    writes(scene.signed_in("amara"), audience="staff")
    anybody = scene.browser()
    anybody.opens("/guidance/back-pain-in-adults").is_refused(404)
    anybody.opens("/guidance").never_sees("Back pain in adults")
    finds(anybody, "weakness").never_sees("Back pain in adults")
    assert json.loads(anybody.opens("/guidance/feed.json").page)["items"] == []
    anybody.opens("/guidance/changes").never_sees("Back pain in adults")
    ben = scene.signed_in("ben").opens("/guidance/back-pain-in-adults")
    ben.sees("weakness that gets worse")
    assert ben.headers["cache-control"] == "no-store"


@pytest.mark.hazard("H25")
def test_an_overdue_page_is_marked_and_suggested_to_nobody(scene: Scene) -> None:
    amara, anybody = scene.signed_in("amara"), scene.browser()
    writes(amara, review_on="2026-11-24")
    fresh = anybody.opens("/guidance/back-pain-in-adults")
    assert fresh.headers["cache-control"] == "public, max-age=300"
    pack = "/library/month/2026-11/md"
    told = "https://advice.example.org/guidance/back-pain-in-adults"
    assert told in amara.client.get(pack).text
    scene.world.phones.advance(2 * 24 * 3600)
    anybody.opens("/guidance").sees("overdue for review since")
    page = anybody.opens("/guidance/back-pain-in-adults").sees("Overdue for review since")
    page.never_sees("weakness that gets worse")
    finds(anybody, "weakness").never_sees("Back pain in adults")
    assert json.loads(anybody.opens("/guidance/feed.json").page)["items"] == []
    assert told not in scene.signed_in("amara").client.get(pack).text
    again = scene.signed_in("amara").opens("/guidance/back-pain-in-adults")
    again.sees("Overdue for review since", "weakness that gets worse")


BAD = [
    ("<script>alert(1)</script>", "HTML such as &lt;script&gt; is not taken"),
    ("[x](javascript:alert(1))", "not with javascript"),
    ("![x](https://elsewhere.example.org/x.png)", "a picture from elsewhere is not shown"),
    ("[[irefer:hello]]", "names no guideline"),
    ("His number is 999 000 0018", "a patient&#39;s NHS number"),
]


@pytest.mark.hazard("H07")
def test_what_cannot_stand_on_a_page_is_named_and_nothing_typed_is_lost(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    for text, said in BAD:
        shown = writes(amara, body=f"Kept.\n\n{text}").is_refused(422)
        assert said in shown.page
        shown.sees("Kept.")
    scene.browser().opens("/guidance").never_sees("Back pain in adults")
