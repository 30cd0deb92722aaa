"""What was asked again and again and has no page of guidance: suggested once, begun or declined."""

from sqlmodel import col, select

from advice_line.education.gaps.suggesting import Suggesting
from advice_line.kinds import CaseState
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from tests.web.people import Scene


def asked(scene: Scene, times: int = 3, state: CaseState = CaseState.APPROVED) -> None:
    with scene.world.service.ledger.work("test") as work:
        line = work.session.exec(select(Line).order_by(col(Line.id))).first()
        assert line is not None
        for _ in range(times):
            work.add(
                Case(
                    line_id=line.id or 0,
                    born_at=work.now,
                    state=state,
                    topic="spine",
                    modality="mri",
                    question="Night pain in the lumbar spine: film or scan?",
                    words="night pain lumbar spine film scan",
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


def test_what_is_declined_needs_a_reason_and_comes_no_more(scene: Scene) -> None:
    asked(scene)
    looked(scene)
    chidi = scene.signed_in("chidi").opens("/guidance-gaps")
    chidi.presses("Decline", reason="").is_refused(422).sees("Say why not")
    chidi.presses("Decline", reason="NICE has one.").sees("not suggested again", "NICE has one.")
    asked(scene, times=4)
    assert looked(scene) == 0


def test_few_and_unapproved_questions_suggest_nothing(scene: Scene) -> None:
    asked(scene, times=2)
    asked(scene, times=5, state=CaseState.DRAFT)
    assert looked(scene) == 0


def test_a_page_says_what_was_asked_before_and_after_it(scene: Scene) -> None:
    asked(scene, times=6)
    looked(scene)
    scene.world.phones.advance(3600)
    chidi = scene.signed_in("chidi").opens("/guidance-gaps").presses("Begin a page")
    at = chidi.address.partition("?")[0]
    chidi.presses("Publish the newest version").never_sees("questions on its subject")
    scene.world.phones.advance(29 * 24 * 3600)
    scene.signed_in("chidi").opens(at).sees(
        "questions on its subject: 6 in 4 weeks before it, fewer than 5 after"
    )
    asked(scene)
    assert looked(scene) == 0
