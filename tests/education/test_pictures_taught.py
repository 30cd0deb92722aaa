"""A picture leaves with its case once two people looked it over, in each form that can hold one,
with nothing hidden in it; and in none once it is taken away (H08)."""

from pathlib import Path

import pytest

from advice_line.education.cases import pictures_taught
from advice_line.education.packs import pack
from advice_line.education.packs.month import Month
from advice_line.education.packs.one_case import CaseForm
from advice_line.education.packs.pack import Form
from advice_line.education.shelf import Shelf
from advice_line.errors import Conflict
from advice_line.kinds import CaseState
from tests.education import reading
from tests.education.test_making import make, stale
from tests.education.test_pictures import HIDDEN, SHOWS, checked, offered, pictures
from tests.education.test_tags import advised, case_of
from tests.education.test_teaching import approve, library, person, proposed
from tests.stories.world import World

__all__ = ["advised"]
pytestmark = pytest.mark.hazard("H08")


def approved(made: World) -> str:
    """A case with a picture that its author offered, and that nobody else has looked at."""
    case, form = proposed(made)
    picture = offered(made)
    library(made).confirm(person(made, "amara"), case, form, "token-2")
    approve(made, "ben", case)
    return picture


def files(made: World) -> dict[str, tuple[bytes, Form]]:
    """Whatever leaves: the month in each form, the case in each form."""
    shelf, case = Shelf(made.service.ledger), case_of(made).reference
    month = {f"month as {form}": (make(made, form).content, form) for form in Form}
    return month | {
        f"case as {form}": (
            shelf.one_case(person(made, "ben"), case, form).content,
            Form(form.value),
        )
        for form in CaseForm
    }


def told(made: World) -> list[str]:
    """The files that show a picture or say that there is one."""
    every = files(made).items()
    return [
        name
        for name, (content, form) in every
        if reading.pictures(content, form) or SHOWS in reading.words(content, form)
    ]


def drop(made: World, picture: str) -> None:
    case = case_of(made).reference
    pictures(made).drop(person(made, "ben"), case, picture, "token-63")


def taught(made: World, picture: str) -> bool:
    with made.service.ledger.look("test") as work:
        case = case_of(made)
        found = pictures_taught.of(work, (case.reference,)).get(case.reference, ())
        here = pictures_taught.content(work, case, picture) is not None
        assert here is bool(found) is not bool(pictures_taught.gone(work, (picture,)))
        work.let_go()
        return here


def test_it_leaves_with_its_case_once_a_second_person_looked_it_over_and_not_after(
    advised: World,
) -> None:
    picture = approved(advised)
    assert told(advised) == []
    checked(advised, picture)
    kept = pictures(advised).read(person(advised, "ben"), case_of(advised).reference, picture)[1]
    seen, every = [], files(advised)
    for name, (content, form) in every.items():
        found = reading.pictures(content, form)
        assert found in ([], [kept]), name
        seen += [name] if found else []
        assert HIDDEN not in content
        assert name == "case as json" or SHOWS in reading.words(content, form), name
    assert seen == [
        *(f"month as {form}" for form in ("pptx", "pdf", "docx", "html")),
        "case as html",
        "case as pdf",
    ]
    assert files(advised) == every, "the same each time"
    assert stale(advised) == ()
    drop(advised, picture)
    assert told(advised) == []
    (lost,) = stale(advised)
    assert (lost.is_picture, lost.reference) == (True, case_of(advised).reference)
    assert lost.since is not None
    assert len(lost.made) == 2 * len(Form), "none of those made since"


@pytest.mark.parametrize("state", [CaseState.OBJECTED, CaseState.WITHDRAWN, CaseState.DRAFT])
def test_a_picture_of_a_case_that_is_not_approved_any_more_is_taught_to_nobody(
    advised: World, state: CaseState
) -> None:
    picture = approved(advised)
    assert not taught(advised, picture)
    checked(advised, picture)
    assert taught(advised, picture)
    with advised.service.ledger.work("test") as work:
        work.update(case_of(advised), state=state)
    assert not taught(advised, picture)


def test_one_that_was_taken_away_while_the_pack_was_made_leaves_nowhere(
    advised: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, written = approved(advised), pack.write
    checked(advised, picture)

    def slowly(month: Month, form: Form, template: Path | None = None) -> bytes:
        drop(advised, picture)
        return written(month, form, template)

    monkeypatch.setattr(pack, "write", slowly)
    with pytest.raises(Conflict, match=r"A picture of C.* was taken away meanwhile. Make"):
        make(advised)
