"""A query's picture is taught once two people have looked it over: made anew, described, and
nowhere before (H08)."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from sqlmodel import col, select

from advice_line.data_kinds import Extent
from advice_line.data_life import emptying
from advice_line.education.cases.pictures import LARGEST, CasePictures, Picture
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound
from advice_line.kinds import CaseState, Role
from advice_line.ledger.once import table_of
from advice_line.tables.case_pictures import CasePicture
from advice_line.tables.queries import Query
from tests.education import came_with
from tests.education.test_tags import advised, case_of
from tests.education.test_teaching import approve, library, person, proposed
from tests.stories.world import World

__all__ = ["advised"]
pytestmark = pytest.mark.hazard("H08")

HIDDEN = b"Edith Larkspur 9990000018"
SHOWS = "Plain film of the lumbar spine."


def pictures(made: World) -> CasePictures:
    return CasePictures(made.service.ledger)


def film(size: tuple[int, int] = (2_000, 1_000)) -> bytes:
    made = came_with.film(HIDDEN.decode(), size)
    assert HIDDEN in made
    return made


def came_with_it(made: World, content: bytes, media_type: str = "image/png") -> str:
    ledger = made.service.ledger
    return came_with.picture(ledger, case_of(made).reference, content, media_type)


def offered(made: World) -> str:
    form = {"source": came_with_it(made, film()), "shows": SHOWS, "looked": "yes"}
    amara, case = person(made, "amara"), case_of(made).reference
    pictures(made).offer(amara, case, form, "token-60")
    (picture,) = pictures(made).of(amara, case).shown
    return picture.id


def seen(made: World, who: str) -> list[Picture]:
    return list(pictures(made).of(person(made, who), case_of(made).reference).shown)


def checked(made: World, picture: str, who: str = "ben") -> None:
    case = case_of(made).reference
    pictures(made).check(person(made, who), case, picture, {"looked": "yes"}, "token-61")


def test_a_picture_is_made_anew_and_taught_once_a_second_person_looked_it_over(
    advised: World,
) -> None:
    case, form = proposed(advised)
    picture = offered(advised)
    library(advised).confirm(person(advised, "amara"), case, form, "token-2")
    approve(advised, "ben", case)
    teaches = replace(person(advised, "ben"), roles=frozenset({Role.EDUCATOR}))
    assert list(pictures(advised).of(teaches, case).shown) == []
    with pytest.raises(Conflict, match="not approved"):
        pictures(advised).read(teaches, case, picture)
    media_type, content = pictures(advised).read(person(advised, "ben"), case, picture)
    assert media_type == "image/jpeg"
    assert HIDDEN not in content
    with Image.open(BytesIO(content)) as shown:
        assert (shown.size, dict(shown.getexif())) == ((LARGEST, LARGEST // 2), {})
    with pytest.raises(NotAllowed, match="somebody else"):
        checked(advised, picture, "amara")
    with pytest.raises(Invalid, match="full size"):
        pictures(advised).check(person(advised, "ben"), case, picture, {}, "token-62")
    assert [each.checked for each in seen(advised, "ben")] == [False]
    checked(advised, picture)
    (shown_now,) = pictures(advised).of(teaches, case).shown
    assert (shown_now.words, shown_now.checked, shown_now.may_drop) == (SHOWS, True, False)
    assert pictures(advised).read(teaches, case, picture) == (media_type, content)
    pictures(advised).drop(person(advised, "ben"), case, picture, "token-63")
    assert seen(advised, "amara") == []
    with pytest.raises(NotFound):
        pictures(advised).read(person(advised, "ben"), case, picture)


def test_what_is_offered_has_to_be_looked_at_described_and_a_picture_of_the_query(
    advised: World,
) -> None:
    case, amara = case_of(advised).reference, person(advised, "amara")
    source = came_with_it(advised, film((4, 4)))
    broken = came_with_it(advised, b"\x89PNG\r\n\x1a\n no picture")
    paper = came_with_it(advised, b"%PDF-1.7", "application/pdf")
    whole = {"source": source, "shows": SHOWS, "looked": "yes"}
    for number, (amiss, field) in enumerate(
        (
            ({"source": "elsewhere"}, "source"),
            ({"source": paper}, "source"),
            ({"source": broken}, "source"),
            ({"shows": ""}, "shows"),
            ({"shows": "Film of Mrs Larkspur"}, "shows"),
            ({"looked": ""}, "looked"),
        )
    ):
        with pytest.raises(Invalid) as refused:
            pictures(advised).offer(amara, case, whole | amiss, f"token-64-{number}")
        assert [each.field for each in refused.value.problems] == [field], amiss
    with pytest.raises(NotAllowed):
        pictures(advised).offer(person(advised, "ben"), case, whole, "token-65")
    assert seen(advised, "amara") == []


def test_a_case_that_is_objected_to_shows_no_picture_and_an_erased_query_has_none(
    advised: World,
) -> None:
    picture, case = offered(advised), case_of(advised)
    checked(advised, picture)
    with advised.service.ledger.work("test") as work:
        work.update(case_of(advised), state=CaseState.OBJECTED)
    assert seen(advised, "amara") == seen(advised, "ben") == []
    with pytest.raises(Conflict):
        pictures(advised).read(person(advised, "ben"), case.reference, picture)
    with advised.service.ledger.work("test") as work:
        emptying.empty(work, table_of(Query), case.query_id or 0, work.now, Extent.ALL)
        left = select(CasePicture).where(col(CasePicture.public_id) == picture)
        assert work.session.exec(left).first() is None
