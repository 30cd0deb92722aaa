"""What is not approved leaves by no way: neither as a page, nor by a command, nor by an interface
(H08); what is approved leaves with a line of the trail."""

import pytest
from sqlmodel import col, select

from advice_line.education.packs.one_case import CaseForm
from advice_line.education.packs.pack import Form
from advice_line.education.shelf import Shelf
from advice_line.errors import Conflict, NotFound
from advice_line.kinds import CaseState
from advice_line.tables.ledger import TrailEntry
from tests.education import reading
from tests.education.test_tags import advised, case_of
from tests.education.test_teaching import NAMES, approve, library, person, proposed
from tests.stories.world import World

__all__ = ["advised"]


def left(made: World, form: str, who: str = "ben") -> bytes:
    shelf = Shelf(made.service.ledger)
    return shelf.one_case(person(made, who), case_of(made).reference, form).content


def words(made: World) -> str:
    forms = ((each, Form(each.value)) for each in CaseForm)
    return "".join(reading.words(left(made, each), as_) for each, as_ in forms)


def refused(made: World) -> None:
    for form in CaseForm:
        for who in ("ben", "amara"):
            with pytest.raises(Conflict, match="not approved"):
                left(made, form, who)


def exports(made: World) -> list[str]:
    with made.service.ledger.look("test") as work:
        told = select(TrailEntry).where(col(TrailEntry.action) == "case.exported")
        return [each.detail["form"] for each in work.session.exec(told)]


@pytest.mark.hazard("H08")
def test_a_case_leaves_once_a_second_person_approved_it_and_not_after_it_was_taken_out(
    advised: World,
) -> None:
    refused(advised)
    case, form = proposed(advised)
    refused(advised)
    library(advised).confirm(person(advised, "amara"), case, form, "token-2")
    refused(advised)
    assert exports(advised) == []
    approve(advised, "ben", case)
    told = words(advised)
    assert told.count("night pain") >= len(CaseForm)
    assert not [name for name in NAMES if name in told]
    assert exports(advised) == [each.value for each in CaseForm]
    assert left(advised, "pdf") == left(advised, "pdf"), "the same each time"
    for state in (CaseState.OBJECTED, CaseState.WITHDRAWN):
        with advised.service.ledger.work("test") as work:
            work.update(case_of(advised), state=state)
        refused(advised)


def test_a_file_that_there_is_not_is_said_with_those_there_are(advised: World) -> None:
    with pytest.raises(NotFound, match="html, pdf, md, json"):
        left(advised, "docx")
    with pytest.raises(NotFound, match="No case"):
        Shelf(advised.service.ledger).one_case(person(advised, "ben"), "C00-000", "md")
