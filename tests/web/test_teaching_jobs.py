"""What the calendar does by itself for teaching: seen on one page, done again by hand, and nothing
twice, whichever workers run and whichever is killed."""

from datetime import UTC, datetime

import pytest

from advice_line.education.digest.waiting import Waiting
from advice_line.ledger import due
from advice_line.worker import run_once
from tests.web.meeting_scene import planned
from tests.web.people import Scene
from tests.web.test_guidance_gaps import asked

DAY = 24 * 3600
IN_OCTOBER = datetime(2026, 10, 20, 12, tzinfo=UTC)
PACK = "The pack for the education meeting can be looked at"
CASES = "Cases wait for you in the library"
GAPS = "Guidance that is missing"
LETTER = "The letter to practices that never ask waits to be looked at"


def told(scene: Scene, subject: str, who: str = "amara") -> list[str]:
    scene.world.settle()
    mails = scene.mails(f"{who}@example.org")
    return [each.text for each in mails if each.subject == subject]


def test_what_it_did_and_will_do_stands_on_one_page(scene: Scene) -> None:
    run_once(scene.world.service, "one")
    asked(scene, times=1, born_at=IN_OCTOBER)
    chidi = (
        scene.signed_in("chidi").opens("/jobs").sees("By the calendar", "Never yet", "Do it now")
    )
    scene.world.phones.advance(2 * DAY)
    run_once(scene.world.service, "one")
    chidi = scene.signed_in("chidi").opens("/jobs").sees("new drafts: 1")
    form = next(each for each in chidi.forms() if "/digest_drafts/" in each.action)
    chidi.posts(form.action, form.fields).sees("It is done within a few seconds")
    run_once(scene.world.service, "two")
    chidi.opens("/jobs").sees("there was nothing to do")
    scene.signed_in("ben").opens("/jobs").is_refused(403)


def test_a_killed_worker_leaves_it_to_the_next_and_it_is_done_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_once(scene.world.service, "one")
    asked(scene)
    asked(scene, times=1, born_at=IN_OCTOBER)
    scene.world.phones.advance(2 * DAY)
    with monkeypatch.context() as patch:
        patch.setattr(due, "end_lease", _killed)
        with pytest.raises(KeyboardInterrupt):
            run_once(scene.world.service, "one")
    for name in ("two", "three"):
        scene.world.phones.advance(due.LEASE.total_seconds() + 60)
        run_once(scene.world.service, name)
    for subject in (GAPS, LETTER):
        assert len(told(scene, subject, "chidi")) == 1
    chidi = scene.signed_in("chidi").opens("/digests")
    assert chidi.page.count("Waits to be looked at") == 1


def _killed(*_: object, **__: object) -> bool:
    raise KeyboardInterrupt


def test_chairs_hear_of_the_pack_so_many_working_days_before_and_once(scene: Scene) -> None:
    amara, at = planned(scene)
    waiting = Waiting(scene.world.service.ledger, 3)
    # The meeting is on Wednesday 2 December: its third working day before is Friday 27 November.
    while scene.world.service.ledger.clock.now().day < 27:
        assert waiting.packs() == 0
        scene.world.phones.advance(DAY)
    assert waiting.packs() == 2
    assert waiting.packs() == 0
    (mail,) = told(scene, PACK)
    assert "/library/month/2026-11?line=" in mail
    assert len(told(scene, PACK, "ben")) == 1
    moved = {"on_day": "2026-12-16", "starts": "12:30", "ends": "13:30", "reason": "No room."}
    amara = scene.signed_in("amara").opens(at).presses("Change the meeting", **moved)
    amara.opens(at).presses("Change the meeting", **(moved | {"on_day": "2027-01-13"}))
    scene.world.phones.advance(45 * DAY)
    assert waiting.packs() == 2, "its pack is now of another month"
    assert "/library/month/2026-12?line=" in told(scene, PACK)[-1]


def test_cases_that_wait_are_told_of_once_a_week_and_not_for_ever(scene: Scene) -> None:
    query = scene.advised()
    scene.signed_in("amara").opens(f"/desk/{query}/saved").presses("Offer this case for teaching")
    waiting, weeks = Waiting(scene.world.service.ledger, 5), []
    for week in range(10):
        weeks.append(sum(waiting.chase() for _ in range(2)))
        if week == 1:
            (mail,) = told(scene, CASES)
        scene.world.phones.advance(7 * DAY)
    assert "1 case of yours" in mail
    assert "back" not in mail
    assert weeks[0] == 0
    assert weeks[1] == 1
    assert 4 <= sum(weeks) <= 6
    assert weeks[-1] == 0
