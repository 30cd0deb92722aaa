"""Reviewers hear by mail that sampled queries wait for them. What a guideline could have answered,
as they settled it, is suggested as guidance; whose word it was is told nowhere."""

from datetime import date

import pytest
from sqlmodel import col, select

from advice_line.audit.appropriateness import reminding
from advice_line.audit.appropriateness.reminding import Reminding
from advice_line.education.gaps.suggesting import Suggesting
from advice_line.education.gaps.telling import Telling
from advice_line.kinds import CaseState
from advice_line.tables.appropriateness import AppropriatenessReview
from advice_line.tables.cases import Case
from tests.audit.appropriate import GUIDELINE, NEEDED, PLACE, drawn, reviews
from tests.web.people import CANARIES, Scene

SUBJECT = "Sampled queries wait for your review"


def told(scene: Scene) -> int:
    count = Reminding(scene.world.ledger).tell()
    scene.world.settle()
    return count


def mails(scene: Scene, who: str) -> list[str]:
    return [each.text for each in scene.mails(f"{who}@example.org") if each.subject == SUBJECT]


def suggested(scene: Scene) -> int:
    return Suggesting(scene.world.ledger, 5).look()


@pytest.mark.hazard("H07")
def test_reviewers_are_told_once_by_a_count_and_a_link_and_once_more_as_the_month_ends(
    either: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(either, 5)
    assert [told(either), told(either)] == [2, 0]
    (mail,) = mails(either, "ben")
    assert "5 queries wait for you" in mail
    assert f"https://advice.example.org{PLACE}?line=hotdoc" in mail
    assert not [each for each in (*CANARIES, "Amara", "Elm Road", "film") if each in mail]
    reviews(either.signed_in("chidi"), NEEDED)
    monkeypatch.setattr(reminding, "LAST_DAYS", 31)
    assert told(either) == 0, "allotted today"
    with either.world.ledger.work("test") as work:
        work.change(AppropriatenessReview, allotted_at=work.now - reminding.RECENT)
    assert [told(either), told(either)] == [1, 0], "Chidi has said all of it"
    assert [len(mails(either, who)) for who in ("ben", "chidi")] == [2, 1]


def test_a_month_ends_with_its_last_five_working_days() -> None:
    christmas = {date(2026, 12, 25), date(2026, 12, 28)}
    days = [date(2026, 12, day) for day in range(1, 32)]
    ends = [each.day for each in days if reminding.ends_soon(each, christmas.__contains__)]
    assert ends == [23, 24, 25, 26, 27, 28, 29, 30, 31]


def test_who_was_taken_off_and_what_is_closed_wait_for_nobody(scene: Scene) -> None:
    at = drawn(scene)
    chidi = scene.signed_in("chidi").opens(at)
    chidi.presses("Take Ben Example off")
    assert told(scene) == 1
    assert mails(scene, "ben") == []


@pytest.mark.hazard("H08")
@pytest.mark.hazard("H18")
def test_what_a_guideline_could_have_answered_is_suggested_when_it_is_settled_and_enough(
    scene: Scene,
) -> None:
    at = drawn(scene, 10)
    with scene.world.ledger.work("test") as work:
        born = work.session.exec(select(Case).order_by(col(Case.id))).all()
        for number, each in enumerate(born):
            topic = "spine" if number < 5 else "chest"
            state = CaseState.OBJECTED if number > 7 else CaseState.DRAFT
            work.update(each, topic=topic, modality="mri", state=state)
    people = scene.signed_in("ben"), scene.signed_in("chidi")
    for who in people:
        reviews(who, GUIDELINE)
    assert suggested(scene) == 0, "what reviews say is told when the audit is closed"
    people[1].opens(at).presses("Close it and show what it came to")
    assert [suggested(scene), suggested(scene)] == [1, 0], "the chest has few that are taught"
    page = people[1].opens("/guidance-gaps").sees("Suggested (1)", "Spine, MRI", "told nowhere")
    page.never_sees("Ben Example", "Cases:", *CANARIES)
    assert Telling(scene.world.ledger).tell() == 2, "whoever may decide"
    scene.world.settle()
    people[1].opens("/guidance-gaps").presses("Begin a page").sees("Draft", "Reviewers of samples")
