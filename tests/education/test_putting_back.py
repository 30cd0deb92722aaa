"""The second person sees each removal where it stood, puts one back with a reason, and gets nothing
back that the query knows; a rare case is told as such to both (H08)."""

from collections.abc import Iterator

import pytest
from sqlmodel import col, select

from advice_line.education.cases.library import CaseView, Library
from advice_line.education.cases.putting_back import PuttingBack, Wanted
from advice_line.errors import Conflict, Invalid, NotAllowed
from advice_line.tables.ledger import TrailEntry
from integrations.sandbox.phones import accepts
from tests.education.test_teaching import RECORD, library, person, proposed
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE, World, world

MINE = RECORD | {
    "advice": "A Mr Thomas splint for Edith. Ring Dr Hill. MRI if it fails. As on 3 March 2025.",
}


@pytest.fixture
def waiting(database_url: str) -> Iterator[tuple[World, str]]:
    """A case that its author has confirmed."""
    with world(database_url) as made:
        made.phones.behaves(AMARA, accepts(talks_for=60))
        made.person(ELM_ROAD_MOBILE).rings(LINE).hears("Your reference").is_cut_off()
        reference = made.query()["reference"]
        made.service.records.sign(person(made, "amara"), reference, MINE, "token-1")
        case, form = proposed(made)
        library(made).confirm(person(made, "amara"), case, form, "token-2")
        yield made, case


def seen(made: World, case: str, who: str = "ben") -> CaseView:
    return library(made).open(person(made, who), case)


def place_of(view: CaseView, text: str) -> str:
    assert view.advice is not None
    (found,) = [each for each in view.advice.removals if each.text == text]
    return f"advice:{found.start}"


def puts_back(made: World, case: str, text: str, token: str, **changed: str) -> None:
    who, view = changed.pop("who", "ben"), seen(made, case)
    form = {"place": place_of(view, text), "reason": "product", "version": view.version} | changed
    PuttingBack(made.service.ledger).put_back(person(made, who), case, Wanted(**form), token)


@pytest.mark.hazard("H08")
def test_one_word_goes_back_with_its_reason_and_the_text_must_be_read_again(
    waiting: tuple[World, str],
) -> None:
    made, case = waiting
    before = seen(made, case)
    assert before.teaching is not None
    assert "Mr Thomas" not in before.teaching.advice
    puts_back(made, case, "Mr Thomas", "token-3")
    after = seen(made, case)
    assert after.teaching is not None
    assert "A Mr Thomas splint" in after.teaching.advice
    assert "Hill" not in after.teaching.advice
    with made.service.ledger.look("test") as work:
        told = select(TrailEntry.detail).where(col(TrailEntry.action) == "case.put_back")
        (detail,) = work.session.exec(told)
    assert detail == {"field": "advice", "kind": "name", "reason": "product"}
    with pytest.raises(Conflict, match="Read it again"):
        library(made).approve(person(made, "ben"), case, before.version, "token-4")


@pytest.mark.hazard("H08")
@pytest.mark.parametrize("known", ["Edith", "Dr Hill"])
def test_what_the_query_knows_stays_out(waiting: tuple[World, str], known: str) -> None:
    made, case = waiting
    before = seen(made, case)
    with pytest.raises(Invalid, match="it stays out"):
        puts_back(made, case, known, "token-3")
    assert seen(made, case).version == before.version


@pytest.mark.hazard("H08")
def test_only_what_can_go_back_into_the_text_as_it_stands_is_offered(
    waiting: tuple[World, str],
) -> None:
    made, case = waiting
    assert [each.removal.text for each in seen(made, case).undoable] == ["Mr Thomas"]
    library(made).hand_back(person(made, "ben"), case, "token-3")
    changed = {"question": "Which splint?", "advice": "Another splint. MRI if it fails."}
    library(made).confirm(person(made, "amara"), case, changed, "token-4")
    assert seen(made, case).undoable == ()


@pytest.mark.hazard("H08")
def test_a_day_stays_out_though_the_query_does_not_know_it(waiting: tuple[World, str]) -> None:
    made, case = waiting
    with pytest.raises(Invalid, match="it stays out"):
        puts_back(made, case, "3 March 2025", "token-3")


def test_without_a_reason_or_over_another_text_or_by_its_author_nothing_goes_back(
    waiting: tuple[World, str],
) -> None:
    made, case = waiting
    with pytest.raises(Invalid, match="Choose why"):
        puts_back(made, case, "Mr Thomas", "token-3", reason="because Edith said so")
    with pytest.raises(Invalid, match="Choose what"):
        puts_back(made, case, "Mr Thomas", "token-4", place="learning_point:0")
    with pytest.raises(Conflict, match="Read it again"):
        puts_back(made, case, "Mr Thomas", "token-5", version="another")
    with pytest.raises(NotAllowed):
        puts_back(made, case, "Mr Thomas", "token-6", who="amara")


@pytest.mark.hazard("H08")
def test_author_and_second_person_are_told_that_a_case_is_rare_and_nobody_else(
    waiting: tuple[World, str],
) -> None:
    made, case = waiting
    assert "Fewer than 5 cases of this line in 12 months" in " ".join(seen(made, case).warned.rare)
    assert seen(made, case, "amara").warned.rare == ()
    library(made).hand_back(person(made, "ben"), case, "token-3")
    assert seen(made, case, "amara").warned.rare
    assert seen(made, case).warned.rare == ()


@pytest.mark.hazard("H08")
def test_a_rare_age_is_proposed_in_a_wider_band(waiting: tuple[World, str]) -> None:
    made, case = waiting
    view = seen(made, case)
    assert view.question is not None
    assert view.teaching is not None
    assert "[aged 75–79]" in view.question.text
    assert "[aged 60–79]" in view.teaching.question
    generous = Library(made.service.ledger, 1).open(person(made, "ben"), case)
    assert generous.warned.rare == ()
