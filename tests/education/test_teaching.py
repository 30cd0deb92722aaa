"""A case on its way to the meeting: offered, cleaned, confirmed, approved by a second (H08)."""

import json
from collections.abc import Iterator

import pytest

from advice_line.directory import lookups
from advice_line.education.cases.library import Library
from advice_line.education.packs import month as months
from advice_line.education.packs import pack
from advice_line.education.packs.month import Month
from advice_line.education.shelf import Shelf
from advice_line.errors import Conflict, Invalid, NotAllowed
from advice_line.trust.roles import Actor
from advice_line.trust.sessions import staff
from integrations.sandbox.phones import accepts, picks_up
from tests.education import reading
from tests.stories.base import MONDAY_NOON, chases_a_report
from tests.stories.scene import DESK
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE, World, world

RECORD = {
    "requester_name": "Dr Rowan Hill",
    "patient_name": "Edith Larkspur",
    "date_of_birth": "1 2 1950",
    "nhs_number": "999 000 0018",
    "question": "Mrs Larkspur (NHS 9990000018), 76, has night pain in the back. Plain film or MRI?",
    "would_have_done": "requested_imaging",
    "advice": "MRI lumbar spine for Edith, not a plain film. Ring Dr Hill with the result.",
    "test_advised": "yes",
    "test_name": "MRI lumbar spine",
    "action_owner": "The practice",
    "action_by": "in 2 weeks",
}
NAMES = ("Larkspur", "Edith", "999 000 0018", "9990000018", "Hill", "Elm Road", "1950")


@pytest.fixture
def advised(database_url: str) -> Iterator[World]:
    """One call, talked and written down by Amara."""
    with world(database_url) as made:
        made.phones.behaves(AMARA, accepts(talks_for=60))
        made.person(ELM_ROAD_MOBILE).rings(LINE).hears("Your reference").is_cut_off()
        reference = made.query()["reference"]
        made.service.records.sign(person(made, "amara"), reference, RECORD, "token-1")
        yield made


def person(made: World, key: str) -> Actor:
    with made.service.ledger.look("test") as work:
        found = lookups.responder_by_key(work.session, key)
        assert found is not None
        return staff(found)


def library(made: World) -> Library:
    return Library(made.service.ledger)


def approve(made: World, who: str, case: str) -> None:
    """Read it, and press the button."""
    actor = person(made, who)
    library(made).approve(actor, case, library(made).open(actor, case).version, f"approved-{who}")


def month_of(made: World, month: str = "2026-11") -> Month:
    with made.service.ledger.look("test") as work:
        (line,) = lookups.lines(work.session)
        return months.of(work, line, month, 5)


def every_form(made: World) -> str:
    month = month_of(made)
    return "".join(reading.words(pack.write(month, form), form) for form in pack.Form)


def proposed(made: World) -> tuple[str, dict[str, str]]:
    """Offer the case and take the text as it is proposed; returns its reference and form."""
    case = library(made).nominate(person(made, "amara"), made.query()["reference"])
    teaching = library(made).open(person(made, "amara"), case).teaching
    assert teaching is not None
    return case, {
        "question": teaching.question,
        "advice": teaching.advice,
        "learning_point": "Night pain is a reason for MRI.",
        "topic": "spine",
        "modality": "mri",
    }


@pytest.mark.hazard("H08")
def test_the_proposed_text_names_nobody_and_shows_its_author_what_was_removed(
    advised: World,
) -> None:
    case, form = proposed(advised)
    seen = library(advised).open(person(advised, "amara"), case)
    assert seen.question is not None
    assert seen.may_confirm
    assert {"patient_number", "name"} <= {each.kind for each in seen.question.removals}
    for name in NAMES:
        assert name not in form["question"] + form["advice"]
    assert "night pain" in form["question"]
    assert "MRI lumbar spine" in form["advice"]


@pytest.mark.hazard("H08")
def test_only_what_a_second_person_approved_leaves(advised: World) -> None:
    case, form = proposed(advised)
    assert month_of(advised).unapproved == 1
    assert "night pain" not in every_form(advised)

    library(advised).confirm(person(advised, "amara"), case, form, "token-2")
    assert "night pain" not in every_form(advised)
    with pytest.raises(NotAllowed, match="somebody else"):
        approve(advised, "amara", case)
    assert "night pain" not in every_form(advised)

    approve(advised, "ben", case)
    packed = every_form(advised)
    assert "night pain" in packed
    assert "Practice A" in packed
    assert not [name for name in NAMES if name in packed]


@pytest.mark.hazard("H08")
def test_typing_the_patient_back_in_is_refused_and_named(advised: World) -> None:
    case, form = proposed(advised)
    for text in ("Edith Larkspur has pain", "NHS 999 000 0018", "born 01/02/1950"):
        with pytest.raises(Invalid) as refused:
            library(advised).confirm(
                person(advised, "amara"), case, form | {"question": text}, f"token-{text}"
            )
        assert [problem.field for problem in refused.value.problems] == ["question"]


@pytest.mark.hazard("H08")
def test_typing_back_in_who_asked_or_who_answered_is_refused_too(advised: World) -> None:
    case, form = proposed(advised)
    for number, text in enumerate(
        (
            "Ring Dr Rowan Hill",
            "as Elm Road Surgery asked",
            "on 07700 900101",
            "or elmroad@example.org",
            f"see {advised.query()['reference']}",
            "Dr Amara Example would scan",
            "999,000,0018",
        )
    ):
        with pytest.raises(Invalid, match="This still holds"):
            library(advised).confirm(
                person(advised, "amara"), case, form | {"learning_point": text}, f"again-{number}"
            )


@pytest.mark.hazard("H08")
def test_a_patient_whom_an_addendum_corrected_is_not_forgotten(advised: World) -> None:
    other = {"patient_name": "Oren Whitlock", "date_of_birth": "3 4 1961"}
    corrected = RECORD | other | {"nhs_number": "999 000 0026", "addendum_reason": "wrong patient"}
    corrected["numbers_seen"] = "9990000018 9990000026"
    corrected["question"] = "Edith Larkspur, born 1 2 1950, then Oren Whitlock: night pain."
    amara = person(advised, "amara")
    advised.service.records.sign(amara, advised.query()["reference"], corrected, "token-2")
    case, form = proposed(advised)
    for name in (*NAMES, "Whitlock", "Oren"):
        assert name not in form["question"] + form["advice"]
    for text in ("Edith Larkspur", "Oren Whitlock", "9990000018", "1 February 1950"):
        with pytest.raises(Invalid, match="This still holds"):
            library(advised).confirm(amara, case, form | {"question": text}, f"token-{text}")


def test_nobody_but_the_author_offers_or_confirms(advised: World) -> None:
    with pytest.raises(NotAllowed):
        library(advised).nominate(person(advised, "ben"), advised.query()["reference"])
    case, form = proposed(advised)
    with pytest.raises(NotAllowed):
        library(advised).confirm(person(advised, "ben"), case, form, "token-5")
    assert library(advised).open(person(advised, "ben"), case).teaching is None


def test_what_is_handed_back_waits_for_its_author_with_its_text(advised: World) -> None:
    case, form = proposed(advised)
    library(advised).confirm(person(advised, "amara"), case, form, "token-6")
    waiting = library(advised).open(person(advised, "amara"), case)
    assert not waiting.may_confirm
    assert waiting.teaching is not None, "its author may read it while it waits"
    assert waiting.teaching.question == form["question"]
    library(advised).hand_back(person(advised, "ben"), case, "token-7")
    seen = library(advised).open(person(advised, "amara"), case)
    assert seen.may_confirm
    assert seen.teaching is not None
    assert seen.teaching.learning_point == "Night pain is a reason for MRI."


def test_the_library_offers_the_months_that_have_cases_and_the_one_asked_for(
    advised: World,
) -> None:
    shelf, amara = Shelf(advised.service.ledger), person(advised, "amara")
    assert shelf.month(amara, None).months == ("2026-11",)
    assert shelf.month(amara, "2026-03").months == ("2026-11", "2026-03")


@pytest.mark.hazard("H08")
def test_nobody_approves_another_text_than_they_have_read(advised: World) -> None:
    case, form = proposed(advised)
    amara, ben = person(advised, "amara"), person(advised, "ben")
    library(advised).confirm(amara, case, form, "token-8")
    read = library(advised).open(ben, case).version
    changed = form | {"question": "Another question altogether?"}
    with pytest.raises(Conflict, match="second person already"):
        library(advised).confirm(amara, case, changed, "token-9")
    library(advised).hand_back(person(advised, "chidi"), case, "token-10")
    library(advised).confirm(amara, case, changed, "token-11")
    with pytest.raises(Conflict, match="Read it again"):
        library(advised).approve(ben, case, read, "token-12")
    assert "Another question" not in every_form(advised)


def test_the_pack_counts_the_month_and_is_the_same_every_time(advised: World) -> None:
    month = month_of(advised)
    assert (month.total, month.practices, month.unapproved) == (1, 1, 1)
    told = json.loads(pack.write(month, pack.Form.JSON))
    assert told["schema"] == "education-pack/1"
    outcomes = {count["title"]: count["rows"] for count in told["counts"]}["With what outcome"]
    assert [row["count"] for row in outcomes] == [1]
    assert every_form(advised) == every_form(advised)


def test_what_a_desk_has_seen_to_counts_in_no_pack(advised: World) -> None:
    advised.phones.advance((MONDAY_NOON - advised.carrier.clock.now()).total_seconds())
    advised.phones.behaves(DESK, picks_up(talks_for=20))
    chases_a_report(advised).is_cut_off(within=60)
    advised.settle()
    assert len(advised.queries()) == 2
    assert month_of(advised).total == 1


def test_a_month_without_cases_says_so(advised: World) -> None:
    assert (
        "No case of this month"
        in pack.write(month_of(advised, "2025-01"), pack.Form.MARKDOWN).decode()
    )


@pytest.mark.parametrize("month", ["2026-13", "November", "26-11", "0000-01", "9999-12x"])
def test_a_month_that_is_none_is_refused_with_an_example(advised: World, month: str) -> None:
    with pytest.raises(Invalid, match=r"2026-11|range"):
        month_of(advised, month)


def test_what_people_type_never_becomes_markup() -> None:
    typed = "# Not a heading\n<script>alert(1)</script> *not bold* | [link](x)"
    shown = pack.prose(typed)
    assert "<script" not in shown.replace("\\<", "")
    assert shown.startswith("\\#")
