"""What was asked again and again and has no page of guidance: suggested once, begun or declined."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from advice_line.education.gaps.suggesting import Suggesting
from advice_line.education.gaps.telling import Telling
from advice_line.guidance_kinds import GuidanceState
from advice_line.kinds import CaseState
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.guidance import Guidance
from tests.web.people import Scene

DAY = 24 * 3600


def asked(
    scene: Scene,
    times: int = 3,
    state: CaseState = CaseState.APPROVED,
    question: str = "Night pain in the lumbar spine: film or scan?",
    **more: Any,
) -> None:
    with scene.world.ledger.work("test") as work:
        line = work.session.exec(select(Line).order_by(col(Line.id))).first()
        assert line is not None
        for _ in range(times):
            work.add(
                Case(
                    **{
                        "line_id": line.id,
                        "born_at": work.now,
                        "state": state,
                        "topic": "spine",
                        "modality": "mri",
                        "question": question,
                        "words": question.lower(),
                        **more,
                    }
                )
            )


def looked(scene: Scene) -> int:
    return Suggesting(scene.world.service.ledger, 5).look()


def test_a_subject_is_suggested_once_and_a_page_begun(scene: Scene) -> None:
    asked(scene)
    assert [looked(scene), looked(scene)] == [1, 0]
    chidi = scene.signed_in("chidi").opens("/guidance-gaps").sees("Suggested (1)", "Spine, MRI")
    chidi.presses("Begin a page").sees("Draft")
    assert "/library/C" in chidi.page
    chidi.opens("/guidance-gaps").sees("Suggested (0)", "a page was begun")
    assert looked(scene) == 0


@pytest.mark.hazard("H07")
def test_what_is_declined_needs_a_reason_and_comes_no_more(scene: Scene) -> None:
    asked(scene)
    looked(scene)
    chidi = scene.signed_in("chidi").opens("/guidance-gaps")
    chidi.presses("Decline", reason="").is_refused(422).sees("Say why not")
    chidi.presses("Decline", reason="As for 999 000 0018.").is_refused(422)
    assert "As for 999 000 0018." in chidi.page
    chidi.presses("Decline", reason="NICE has one.").sees("not suggested again", "NICE has one.")
    asked(scene, times=4)
    assert looked(scene) == 0


def test_two_in_one_month_and_one_in_the_next_are_three(scene: Scene) -> None:
    asked(scene, times=2)
    scene.world.phones.advance(20 * DAY)
    asked(scene, times=1, question="Night pain of the lumbar spine: film or a scan?")
    assert looked(scene) == 1


def test_words_that_stand_in_any_question_make_none_alike(scene: Scene) -> None:
    for words in ("on metformin, contrast", "with a lump of the neck", "who fell on his hand"):
        asked(scene, times=1, question=f"Please advise, GP asks for a patient {words}", topic=None)
    scene.signed_in("chidi").opens("/library/repeats/2026-11").never_sees("in each question")


def test_few_and_unapproved_questions_suggest_nothing(scene: Scene) -> None:
    asked(scene, times=2)
    asked(scene, times=5, state=CaseState.DRAFT)
    assert looked(scene) == 0


def told(scene: Scene) -> dict[str, list[str]]:
    """Once more by two workers; what is mailed of it so far, by whose it is."""
    for _ in range(2):
        Telling(scene.world.service.ledger).tell()
    scene.world.settle()
    mails = {who: scene.mails(f"{who}@example.org") for who in ("amara", "ben", "chidi")}
    return {
        who: said
        for who, kept in mails.items()
        if (said := [each.text for each in kept if each.subject == "Guidance that is missing"])
    }


def test_whoever_decides_is_mailed_once_a_week_and_not_for_ever(scene: Scene) -> None:
    assert told(scene) == {}
    asked(scene)
    looked(scene)
    first = told(scene)
    assert {who: len(mails) for who, mails in first.items()} == {"amara": 1, "chidi": 1}
    for mails in first.values():
        assert "- Spine, MRI\n" in mails[0]
        assert "/guidance-gaps?line=hotdoc\n" in mails[0]
        assert not any(words in mails[0] for words in ("Night", "night", "lumbar", "/library"))
    scene.world.phones.advance(3 * DAY)
    assert told(scene) == first
    for _ in range(6):
        scene.world.phones.advance(7 * DAY)
        last = told(scene)
    assert {who: len(mails) for who, mails in last.items()} == {"amara": 4, "chidi": 4}


@pytest.mark.hazard("H25")
@pytest.mark.parametrize(
    ("state", "suggested"), [(GuidanceState.PUBLISHED, 0), (GuidanceState.RETIRED, 1)]
)
def test_an_overdue_page_lacks_a_review_and_one_taken_away_is_none(
    scene: Scene, state: GuidanceState, suggested: int
) -> None:
    kept_by_chidi(scene, "mri", state, overdue=30)
    asked(scene)
    assert looked(scene) == suggested


def kept_by_chidi(
    scene: Scene, modality: str, state: GuidanceState = GuidanceState.PUBLISHED, overdue: int = 0
) -> None:
    with scene.world.ledger.work("test") as work:
        chidi = work.session.exec(select(Responder).where(col(Responder.key) == "chidi")).one()
        work.add(
            Guidance(
                key="spine",
                title="Pictures of the spine",
                address="",
                summary="What holds.",
                owner=chidi.name,
                owner_id=chidi.id,
                review_on=work.now.date() - timedelta(days=overdue),
                body_areas=["spine"],
                modalities=[modality],
                state=state,
            )
        )


def test_whoever_keeps_a_page_on_the_subject_is_told_alone(scene: Scene) -> None:
    asked(scene)
    looked(scene)
    kept_by_chidi(scene, "xr")
    assert list(told(scene)) == ["chidi"]


@pytest.mark.hazard("H08")
def test_of_what_is_decided_or_taken_out_of_teaching_nobody_is_told(scene: Scene) -> None:
    asked(scene)
    looked(scene)
    chidi = scene.signed_in("chidi").opens("/guidance-gaps").sees("in each question: ", "lumbar")
    with scene.world.service.ledger.work("test") as work:
        work.change(Case, col(Case.topic) == "spine", state=CaseState.OBJECTED)
    assert told(scene) == {}
    chidi.opens("/guidance-gaps").sees("none is approved any more").never_sees("lumbar")
    with scene.world.service.ledger.work("test") as work:
        work.change(Case, col(Case.topic) == "spine", state=CaseState.APPROVED)
    scene.signed_in("chidi").opens("/guidance-gaps").presses("Decline", reason="NICE has one.")
    assert told(scene) == {}


@pytest.mark.hazard("H25")
def test_a_page_says_what_was_asked_before_and_after_it(scene: Scene) -> None:
    asked(scene, times=6)
    looked(scene)
    scene.world.phones.advance(3600)
    chidi = scene.signed_in("chidi").opens("/guidance-gaps").presses("Begin a page")
    at = chidi.address.partition("?")[0]
    chidi.sees("not published yet").never_sees("12 months")
    chidi.presses("Publish the newest version").is_refused(422).sees("Write what holds in")
    chidi.presses("Save and publish", body="MRI, no film.", changed="Written.")
    chidi.never_sees("questions on its subject")
    scene.world.phones.advance(29 * 24 * 3600)
    scene.signed_in("chidi").opens(at).sees(
        "questions on its subject: 6 in 4 weeks before it, fewer than 5 after"
    )
    asked(scene)
    assert looked(scene) == 0
