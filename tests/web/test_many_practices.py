"""A directory of thousands of practices on a telephone: one is looked for by its name, code or
postcode, on every form that asks which it is, and nothing typed is lost."""

import pytest
from sqlmodel import select

from advice_line.tables.directory import Organisation
from advice_line.tables.queries import Query
from tests.web.people import REQUIRED, Scene
from tests.web.surfing import Surfer

ELM_ROAD = "Elm Road Surgery"


@pytest.fixture
def country(scene: Scene) -> Scene:
    with scene.world.ledger.work("test") as work:
        for number in range(1, 200):
            work.add(
                Organisation(
                    key=f"B{number:05}",
                    name=f"Beech {number} Surgery",
                    kind="gp",
                    postcode=f"ZZ{number % 90 + 1} 1AA",
                )
            )
    return scene


def record(scene: Scene) -> Surfer:
    scene.called()
    return scene.browser().opens(scene.text_link("amara")).presses("Open the record")


def test_a_record_is_sent_to_the_practice_that_was_looked_for(country: Scene) -> None:
    page = record(country).never_sees("Beech 1 Surgery")
    page.presses("Find it", organisation_words="beech 19", advice="No film. Ring us in a week.")
    page.sees("Beech 19 Surgery, B00019", "Beech 190 Surgery").never_sees("Beech 18 Surgery,")
    assert page.form("Save and send").fields["advice"] == "No film. Ring us in a week."
    page.presses("Save and send", **REQUIRED).is_refused(422)
    page.sees('Choose which practice it is of those that fit "beech 19"')
    page.presses("Save and send", organisation="B00190", **REQUIRED)
    country.world.settle()
    with country.world.ledger.look("test") as work:
        (query,) = work.session.exec(select(Query)).all()
        assert work.session.get_one(Organisation, query.organisation_id).key == "B00190"


def test_other_words_than_those_it_was_chosen_for_choose_nothing(country: Scene) -> None:
    page = record(country).presses("Find it", organisation_words="beech 19")
    changed = REQUIRED | {"organisation": "B00190", "organisation_words": "beech 2"}
    page.presses("Save and send", **changed).is_refused(422)
    page.sees('of those that fit "beech 2"')
    page.presses("Save", organisation_words="Nowhere Surgery").is_refused(422)
    page.sees('No practice fits "Nowhere Surgery"')
    assert page.form("Save and send").fields["organisation_words"] == "Nowhere Surgery"
    page.presses("Save and send", organisation_words="").sees("Saved")
    with country.world.ledger.look("test") as work:
        (query,) = work.session.exec(select(Query)).all()
        assert work.session.get_one(Organisation, query.organisation_id).name == ELM_ROAD


def test_a_part_of_a_name_is_no_choice_and_its_code_or_whole_name_is(country: Scene) -> None:
    page = country.signed_in("chidi").opens("/service/late")
    typed = {"question": "On paper: which film?", "number": "07700 900123"}
    page.presses("Find it", organisation_words="elm ro", **typed).sees(ELM_ROAD)
    assert page.form("Enter it").fields["question"] == "On paper: which film?"
    page.presses("Enter it").is_refused(422).sees('of those that fit "elm ro"')
    page.presses("Enter it", organisation_words="B00007").is_refused(422)
    page.never_sees("that fit", "No practice fits")
    page.presses("Find it", organisation_words="zz12")
    page.sees("Beech 11 Surgery, B00011, ZZ12 1AA")


def test_few_practices_are_a_list(scene: Scene) -> None:
    scene.signed_in("chidi").opens("/service/late").never_sees("Find it").sees(ELM_ROAD)
