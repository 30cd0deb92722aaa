"""A pack is of now: one that holds what was taken out meanwhile is given to nobody (H08)."""

from pathlib import Path

import pytest
from sqlmodel import select

from advice_line.directory import lookups
from advice_line.education.packs import making, pack, packs_made
from advice_line.education.packs.making import Pack
from advice_line.education.packs.month import Month
from advice_line.education.packs.pack import Form
from advice_line.errors import Conflict
from advice_line.kinds import CaseState
from advice_line.tables.cases import Case
from tests.education.test_teaching import advised, approve, library, person, proposed
from tests.stories.world import World

__all__ = ["advised"]


def taught(made: World) -> str:
    case, form = proposed(made)
    library(made).confirm(person(made, "amara"), case, form, "token-2")
    approve(made, "ben", case)
    return case


def takes_out(made: World, state: CaseState) -> None:
    with made.service.ledger.work("test") as work:
        case = work.session.exec(select(Case)).one()
        work.update(case, state=state, state_before=CaseState.APPROVED)
        work.record("case.objected", subject=f"case:{case.reference}")


def make(made: World, form: Form = Form.MARKDOWN, *, apart: bool = False) -> Pack:
    ledger = made.service.ledger
    return making.make(
        ledger,
        "test",
        lambda work: lookups.lines(work.session)[0],
        "2026-11",
        form,
        None,
        public_url="https://advice.example.org",
        small_number=5,
        apart=apart,
    )


def stale(made: World) -> tuple[packs_made.Stale, ...]:
    with made.service.ledger.look("test") as work:
        found = packs_made.stale(work, lookups.lines(work.session)[0], "2026-11")
        work.let_go()
        return found


@pytest.mark.hazard("H08")
def test_what_was_taken_out_while_the_slides_were_made_leaves_nowhere(
    advised: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = taught(advised)
    written = pack.write

    def slowly(month: Month, form: Form, template: Path | None = None) -> bytes:
        takes_out(advised, CaseState.OBJECTED)
        return written(month, form, template)

    monkeypatch.setattr(pack, "write", slowly)
    with pytest.raises(Conflict, match=f"{case} was taken out of teaching meanwhile. Make"):
        make(advised)
    monkeypatch.undo()
    assert b"night pain" not in make(advised).content
    assert stale(advised) == (), "the one that was stopped was given to nobody"


@pytest.mark.hazard("H08")
@pytest.mark.parametrize("state", [CaseState.OBJECTED, CaseState.DRAFT])
def test_a_pack_is_stale_once_a_case_of_it_is_not_approved_any_more(
    advised: World, state: CaseState
) -> None:
    case = taught(advised)
    assert b"night pain" in make(advised).content
    assert stale(advised) == ()
    takes_out(advised, state)
    (found,) = stale(advised)
    assert (found.reference, len(found.made)) == (case, 1)
    assert found.on_request is (state is CaseState.OBJECTED)
    assert b"night pain" not in make(advised).content
    assert len(stale(advised)[0].made) == 1, "the one that was made anew is not"


def test_slides_are_made_in_a_process_of_their_own_and_are_the_same(advised: World) -> None:
    taught(advised)
    apart, here = make(advised, Form.SLIDES, apart=True), make(advised, Form.SLIDES)
    assert apart == here
    assert apart.file_name == "education-2026-11.pptx"
