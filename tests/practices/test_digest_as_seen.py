"""A digest goes as somebody saw it who approved it, stands as it went, or goes to nobody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col

from advice_line.education.digest.drafting import Drafting
from advice_line.guidance_kinds import GuidanceState
from advice_line.kinds import CaseState
from advice_line.tables.cases import Case
from advice_line.tables.guidance import Guidance, GuidanceVersion
from tests.practices.practices import KIM, MANAGER, Practices
from tests.practices.test_digest import MONTH, POINT, SEND, in_december, learned, withdraw
from tests.web.meeting_scene import approved
from tests.web.people import Scene
from tests.web.test_guidance_gaps import asked

pytestmark = pytest.mark.hazard("H08")
IN_NOVEMBER = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.hazard("H04")
def test_what_is_ticked_is_what_is_sent(practices: Practices) -> None:
    scene = practices.scene
    case = approved(scene)
    chidi = in_december(scene).sees("Questions worth reading")
    form = chidi.form("Approve and send")
    ticked = {name: it for name, it in form.fields.items() if name != f"case_{case}"}
    chidi.posts(form.action, ticked | {"then": "send"}).sees("It goes to 1 practice")
    chidi.never_sees("Questions worth reading").presses(SEND)
    scene.world.settle()
    (mail,) = learned(scene)
    assert POINT in mail
    assert "Night pain" not in mail


@pytest.mark.hazard("H04")
def test_what_was_approved_stands_as_it_was_and_nothing_enters(practices: Practices) -> None:
    scene = practices.scene
    case = approved(scene)
    chidi = in_december(scene).presses("Approve and send")
    late: dict[str, Any] = {"reference": "C111-111", "born_at": IN_NOVEMBER}
    asked(scene, times=1, learning_point="Nobody saw this.", **late)
    chidi.presses(SEND).is_refused(422).sees("has changed since you opened it", "Nobody saw this.")
    withdraw(scene, "C111-111")
    chidi.opens(chidi.address.replace("/approve", "/send")).never_sees("Nobody saw this.")
    chidi.presses(SEND)
    with scene.world.service.ledger.work("test") as work:
        work.change(Case, col(Case.reference) == "C111-111", state=CaseState.APPROVED)
    scene.world.settle()
    kim = practices.joins(KIM, MANAGER).opens("/practice/learned").sees(POINT)
    for page in (kim.text, chidi.opens(chidi.address).text, *learned(scene)):
        assert "Nobody saw this." not in page
    with scene.world.service.ledger.work("test") as work:
        work.change(Case, col(Case.reference) == case, advice="A text that nobody approved here.")
    kim.opens("/practice/learned").never_sees("nobody approved", "Questions worth reading")


def test_a_month_with_nothing_in_it_is_put_away(practices: Practices) -> None:
    scene = practices.scene
    drafting = Drafting(scene.world.service.ledger, 5)
    scene.world.phones.advance(MONTH)
    assert drafting.draft() == 0, "nobody asked, and nothing is to be told"
    chidi = scene.signed_in("chidi").opens("/digests").presses("Draft the digest of November 2026")
    assert drafting.remind() == 2
    chidi.follows("November 2026").presses("Nothing to send")
    chidi.sees("Nobody is reminded of it any more", "so said Dr Chidi")
    chidi.opens("/digests").sees("Nothing to send").never_sees("Waits to be looked at")
    scene.world.phones.advance(4 * 24 * 3600)
    assert drafting.remind() == 0


@pytest.mark.hazard("H25")
def test_guidance_that_is_overdue_or_says_nothing_new_is_not_told(practices: Practices) -> None:
    scene = practices.scene
    approved(scene)
    published(scene, "spine", "Night pain is a reason for MRI.", days=60)
    published(scene, "chest", "A film is enough.", days=1)
    published(scene, "knee", "Brought from a file.", days=60)
    chidi = in_december(scene).presses("Approve and send").presses(SEND)
    scene.world.settle()
    (mail,) = learned(scene)
    assert (
        "Of spine: Night pain is a reason for MRI. https://advice.example.org/guidance/spine"
        in (" ".join(mail.split()))
    )
    assert 'href="/guidance/spine"' in chidi.page
    for said in ("Of chest", "Of knee"):
        assert said not in mail + chidi.text


def published(scene: Scene, key: str, changed: str, days: int) -> None:
    """The second version of a page, good for so many days."""
    with scene.world.service.ledger.work("test") as work:
        row = work.add(
            Guidance(
                key=key,
                title=f"Of {key}",
                address="",
                owner="Dr Chidi Example",
                review_on=work.now.date() + timedelta(days=days),
                state=GuidanceState.PUBLISHED,
                version=2,
                latest=2,
            )
        )
        work.add(
            GuidanceVersion(
                guidance_id=row.id or 0,
                number=2,
                title=row.title,
                summary="",
                body="What holds.",
                changed=changed,
                author="Dr Chidi Example",
                saved_at=work.now,
                published_at=work.now,
            )
        )
