"""Lists of cases: in an order, with notes, one's own or shared, and nothing that names anybody."""

import pytest

from advice_line.directory import lookups
from advice_line.education.finding.reading_lists import Opened, ReadingLists
from advice_line.errors import Invalid, NotFound
from advice_line.kinds import CaseState
from advice_line.tables.cases import Case
from tests.education.test_tags import advised, case_of
from tests.education.test_teaching import person
from tests.stories.world import World

__all__ = ["advised"]


def lists(made: World) -> ReadingLists:
    return ReadingLists(made.service.ledger)


def opened(made: World, who: str, of: str) -> Opened:
    return lists(made).open(person(made, who), of)


def another(made: World) -> str:
    """A second case of the line."""
    with made.service.ledger.work("test") as work:
        like = case_of(made)
        return work.add(
            Case(line_id=like.line_id, born_at=work.now, state=CaseState.DRAFT)
        ).reference


def test_a_list_keeps_the_order_and_the_notes_its_owner_gives(advised: World) -> None:
    amara, first, second = person(advised, "amara"), case_of(advised).reference, another(advised)
    of = lists(advised).make(amara, {"name": "  Night  pain "}, "token-10")
    assert lists(advised).make(amara, {"name": "Night pain"}, "token-10") == of, "sent twice"
    lists(advised).add(amara, first.lower(), of, "token-11")
    words = {"name": "Night pain", "said": "For registrars.", "add": second}
    lists(advised).save(amara, of, words, "token-12")
    seen = opened(advised, "amara", of)
    assert (seen.words.name, seen.words.said) == ("Night pain", "For registrars.")
    assert [each.case.reference for each in seen.entries] == [first, second]
    change = {"name": "Night pain", f"place-{second}": "1", f"note-{second}": "Begin here."}
    lists(advised).save(amara, of, change, "token-13")
    moved = opened(advised, "amara", of).entries
    assert [(each.case.reference, each.note) for each in moved] == [
        (second, "Begin here."),
        (first, ""),
    ]
    lists(advised).save(amara, of, {"name": "Night pain", f"off-{second}": "yes"}, "token-14")
    assert [each.case.reference for each in opened(advised, "amara", of).entries] == [first]
    lists(advised).drop(amara, of, "token-15")
    assert lists(advised).all(amara) == []


def test_a_list_is_its_owners_until_it_is_shared_and_nobody_else_changes_it(
    advised: World,
) -> None:
    amara, ben = person(advised, "amara"), person(advised, "ben")
    of = lists(advised).make(amara, {"name": "Mine"}, "token-20")
    assert lists(advised).all(ben) == []
    with pytest.raises(NotFound):
        lists(advised).open(ben, of)
    (line,) = lists(advised).lines(amara)
    lists(advised).save(amara, of, {"name": "Ours", "line": line.key}, "token-21")
    assert [(each.name, each.mine) for each in lists(advised).all(ben)] == [("Ours", False)]
    assert opened(advised, "ben", of).words.name == "Ours"
    with pytest.raises(NotFound):
        lists(advised).save(ben, of, {"name": "Theirs"}, "token-22")
    with pytest.raises(NotFound):
        lists(advised).drop(ben, of, "token-23")
    with pytest.raises(Invalid):
        lists(advised).save(amara, of, {"name": "Ours", "line": "another"}, "token-24")


@pytest.mark.hazard("H08")
def test_a_shared_list_whose_owner_has_left_is_kept_by_who_teaches_there(advised: World) -> None:
    of = lists(advised).make(person(advised, "ben"), {"name": "B", "line": "hotdoc"}, "token-26")
    with pytest.raises(NotFound):
        lists(advised).drop(person(advised, "amara"), of, "token-27")
    with advised.service.ledger.work("test") as work:
        ben = lookups.responder_by_key(work.session, "ben")
        assert ben is not None
        work.update(ben, ended_at=work.now)
    assert opened(advised, "amara", of).mine
    lists(advised).drop(person(advised, "amara"), of, "token-28")
    assert lists(advised).all(person(advised, "amara")) == []


def test_nothing_that_tells_a_patient_is_kept_in_a_list(advised: World) -> None:
    amara, case = person(advised, "amara"), case_of(advised).reference
    with pytest.raises(Invalid, match="who a patient is"):
        lists(advised).make(amara, {"name": "NHS 999 000 0018"}, "token-30")
    of = lists(advised).make(amara, {"name": "Backs"}, "token-31")
    lists(advised).add(amara, case, of, "token-32")
    for number, note in enumerate(("It was Mrs Larkspur.", "Elm Road asked", "born 1/2/1950")):
        with pytest.raises(Invalid) as refused:
            lists(advised).save(
                amara, of, {"name": "Backs", f"note-{case}": note}, f"token-33-{number}"
            )
        assert [each.field for each in refused.value.problems] == [f"note-{case}"]
    assert [each.note for each in opened(advised, "amara", of).entries] == [""]


@pytest.mark.hazard("H08")
def test_of_a_case_that_is_objected_to_a_list_says_nothing(advised: World) -> None:
    amara, case = person(advised, "amara"), case_of(advised)
    of = lists(advised).make(amara, {"name": "Backs"}, "token-40")
    lists(advised).add(amara, case.reference, of, "token-41")
    note = {"name": "Backs", f"note-{case.reference}": "A good one."}
    lists(advised).save(amara, of, note, "token-42")
    with advised.service.ledger.work("test") as work:
        work.update(case_of(advised), state=CaseState.OBJECTED)
    (entry,) = opened(advised, "amara", of).entries
    assert (entry.note, entry.case.topic, entry.case.question) == ("", None, None)


def test_a_list_says_what_is_amiss_and_changes_nothing(advised: World) -> None:
    amara, case = person(advised, "amara"), case_of(advised).reference
    of = lists(advised).make(amara, {"name": "Backs"}, "token-50")
    lists(advised).add(amara, case, of, "token-51")
    for number, (typed, field) in enumerate(
        (
            ({"name": ""}, "name"),
            ({"name": "x" * 81}, "name"),
            ({"name": "Backs", f"place-{case}": "first"}, f"place-{case}"),
            ({"name": "Backs", f"note-{case}": "x" * 1_001}, f"note-{case}"),
            ({"name": "Backs", "add": "C00-000"}, "add"),
        )
    ):
        with pytest.raises(Invalid) as refused:
            lists(advised).save(amara, of, typed, f"token-52-{number}")
        assert [each.field for each in refused.value.problems] == [field]
    with pytest.raises(Invalid, match="Choose one of your lists"):
        lists(advised).add(amara, case, "", "token-53")
    assert opened(advised, "amara", of).words.name == "Backs"
