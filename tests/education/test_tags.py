"""What a case is of: proposed by its own record, corrected by its author, judged by its readers."""

from collections.abc import Iterator

import pytest
from sqlmodel import col, select

from advice_line.education.cases import case_json
from advice_line.education.cases.judging import Judging
from advice_line.errors import Conflict, Invalid
from advice_line.kinds import CaseState
from advice_line.tables.cases import Case
from advice_line.tables.ledger import TrailEntry
from integrations.sandbox.phones import accepts
from tests.education.test_teaching import RECORD, approve, library, person, proposed
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE, World, world

RECORDED = RECORD | {
    "guideline": "iRefer M05",
    "images_reviewed": "no",
    "report_seen": "yes",
    "report_accession": "",
}


@pytest.fixture
def advised(database_url: str) -> Iterator[World]:
    with world(database_url) as made:
        made.phones.behaves(AMARA, accepts(talks_for=60))
        made.person(ELM_ROAD_MOBILE).rings(LINE).hears("Your reference").is_cut_off()
        made.service.records.sign(
            person(made, "amara"), made.query()["reference"], RECORDED, "token-1"
        )
        yield made


def case_of(made: World) -> Case:
    reference = made.query()["case"]["reference"]
    with made.service.ledger.look("test") as work:
        found = case_json.by_reference(work, reference)
        work.let_go()
        return found


def judged(made: World) -> list[tuple[str | None, str | None]]:
    """Before and after, as the trail has it."""
    told = select(TrailEntry.detail).where(col(TrailEntry.action) == "case.status_set")
    with made.service.ledger.look("test") as work:
        found = work.session.exec(told.order_by(col(TrailEntry.id)))
        return [(each["before"], each["after"]) for each in found]


def test_the_record_itself_says_what_its_case_is_of(advised: World) -> None:
    case = case_of(advised)
    assert (case.age_band, case.guidelines, case.modality) == ("75-79", ["irefer:M05"], "mri")
    assert (case.basis, case.question_type) == ("report", "result")


def test_its_author_corrects_the_tags_and_they_stay_through_an_addendum(advised: World) -> None:
    case, form = proposed(advised)
    tags = {"question_type": "which", "age_band": "70-74", "guidelines": "ng12:1.3.1"}
    library(advised).confirm(person(advised, "amara"), case, form | tags, "token-2")
    addendum = RECORDED | {"addendum_reason": "the test changed", "guideline": "iRefer N12"}
    advised.service.records.sign(
        person(advised, "amara"), advised.query()["reference"], addendum, "token-3"
    )
    approve(advised, "ben", case)
    kept = case_of(advised)
    assert (kept.question_type, kept.age_band, kept.guidelines) == (
        "which",
        "70-74",
        ["ng12:1.3.1"],
    )


def test_a_guideline_that_is_none_is_refused_with_an_example(advised: World) -> None:
    case, form = proposed(advised)
    with pytest.raises(Invalid, match="names no guideline") as refused:
        library(advised).confirm(
            person(advised, "amara"), case, form | {"guidelines": "the blue book"}, "token-4"
        )
    assert [each.field for each in refused.value.problems] == ["guidelines"]


def test_readers_say_what_there_is_to_discuss_and_each_change_is_in_the_trail(
    advised: World,
) -> None:
    case, judging = case_of(advised).reference, Judging(advised.service.ledger)
    ben = person(advised, "ben")
    judging.say(ben, case, "discuss", "token-5")
    judging.say(ben, case, "discuss", "token-6")
    judging.say(ben, case, "standard_met", "token-7")
    assert case_of(advised).status == "standard_met"
    judging.say(ben, case, "", "token-8")
    assert case_of(advised).status is None
    said = [(None, "discuss"), ("discuss", "standard_met"), ("standard_met", None)]
    assert judged(advised) == said
    with pytest.raises(Invalid, match="Choose one"):
        judging.say(ben, case, "urgent", "token-9")


@pytest.mark.hazard("H08")
def test_nothing_more_is_said_of_a_case_that_was_withdrawn_on_request(advised: World) -> None:
    case = case_of(advised)
    with advised.service.ledger.work("test") as work:
        work.update(case, state=CaseState.OBJECTED)
    with pytest.raises(Conflict, match="withdrawn"):
        Judging(advised.service.ledger).say(
            person(advised, "ben"), case.reference, "discuss", "token-10"
        )
