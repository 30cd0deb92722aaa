"""Merging and a practice's own corrections, taken the wrong way: twice, at once, in a ring, by
whoever has no right to, with numbers of the service itself. Nothing is half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.directory.kept.corrections import PracticeCorrections
from advice_line.directory.kept.door import KeepingDirectory
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound
from advice_line.kinds import Role
from advice_line.tables.directory import Organisation, Requester
from advice_line.tables.upkeep import Correction
from advice_line.trust.roles import Actor
from tests.web.people import Scene

OFFICE = Actor("responder:chidi", frozenset({Role.COORDINATOR}), "Dr Chidi Example")
OURS = "01632 960000"


def of(scene: Scene, code: str) -> Organisation:
    with scene.world.ledger.look("test") as work:
        wanted = select(Organisation).where(col(Organisation.key) == code)
        found = work.session.exec(wanted).one()
        work.let_go()
        return found


def manager(scene: Scene) -> Actor:
    roles = frozenset({Role.PRACTICE_MANAGER})
    return Actor("requester:pat", roles, "Pat", organisation_id=of(scene, "Y99001").id)


def keeping(scene: Scene) -> KeepingDirectory:
    return KeepingDirectory(scene.world.ledger, 12)


def at_once(*acts: Callable[[], None]) -> list[str]:
    """What became of each, done at the same time."""

    def tried(act: Callable[[], None]) -> str:
        try:
            act()
        except (Conflict, NotFound) as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(tried, acts))


@pytest.mark.hazard("H17")
def test_two_who_merge_two_rows_into_each_other_at_once_leave_one(either: Scene) -> None:
    door = keeping(either)
    for turn in range(6):
        codes = f"Y98{turn}01", f"Y98{turn}02"
        for code in codes:
            door.add(OFFICE, code, "practice", {"name": code}, f"add-{code}")
        one, other = codes
        become = at_once(
            lambda a=one, b=other: door.merge(OFFICE, a, b, f"one-{a}"),  # type: ignore[misc] # bound now
            lambda a=other, b=one: door.merge(OFFICE, a, b, f"other-{a}"),  # type: ignore[misc]
        )
        assert become == ["Conflict", "done"]
        left = [code for code in codes if of(either, code).merged_into_id is None]
        assert len(left) == 1


def test_a_merge_that_makes_no_sense_is_refused_and_changes_nothing(scene: Scene) -> None:
    door = keeping(scene)
    for gone, kept, said in (
        ("Y99001", "Y99001", "one organisation already"),
        ("Y99001", "y99001", "one organisation already"),
    ):
        with pytest.raises(Conflict, match=said):
            door.merge(OFFICE, gone, kept, f"{gone}-{kept}")
    with pytest.raises(NotFound):
        door.merge(OFFICE, "Y99001", "Y0", "nowhere")
    with pytest.raises(NotAllowed):
        door.merge(replace(OFFICE, roles=frozenset({Role.RESPONDER})), "Y99001", "Y99002", "mine")
    door.merge(OFFICE, "Y99001", "Y99002", "once")
    with pytest.raises(Conflict, match="merged into another already"):
        door.merge(OFFICE, "Y99002", "Y99001", "back")
    # The same form once more is the same merge.
    door.merge(OFFICE, "Y99001", "Y99002", "once")
    assert of(scene, "Y99002").merged_into_id is None


def test_one_who_asks_is_merged_with_another_once_whoever_tries(either: Scene) -> None:
    door = keeping(either)
    with either.world.ledger.work("test") as work:
        for key in ("hill", "hills"):
            work.add(Requester(key=key, name="Dr Hill", role="gp"))
    become = at_once(
        lambda: door.merge_people(OFFICE, "hill", "hills", "one"),
        lambda: door.merge_people(OFFICE, "hills", "hill", "other"),
    )
    assert become == ["Conflict", "done"]


@pytest.mark.hazard("H15")
def test_a_practice_gives_itself_no_number_of_ours_and_the_office_accepts_none(
    scene: Scene,
) -> None:
    door, pat = PracticeCorrections(scene.world.ledger), manager(scene)
    typed = door.own(pat).typed
    for name, number in (("phones", OURS), ("bypass_number", "07700 900001")):
        with pytest.raises(Invalid, match=r"itself|own mobile"):
            door.correct(pat, typed | {name: number, "open": "mon-fri 07:00-19:00"}, name)
    # Nothing of it holds, the hours neither.
    assert of(scene, "Y99001").open == {}
    assert door.own(pat).waiting == ()
    # One that became ours while it waited is not accepted either.
    door.correct(pat, typed | {"bypass_number": "07700 900077"}, "later")
    (waits,) = door.own(pat).waiting
    scene.world.set_up(
        'version = 1\n[[staff]]\nkey = "olu"\nname = "Olu Example"\nmobile = "+447700900077"\n'
        'email = "olu@example.org"\nroles = ["coordinator"]\n'
    )
    with pytest.raises(Invalid, match="own mobile"):
        keeping(scene).settle_correction(
            OFFICE, "Y99001", waits.id, accept=True, reason="", token="accept"
        )
    assert of(scene, "Y99001").bypass_number is None
    assert [each.id for each in door.own(pat).waiting] == [waits.id]
    page = scene.signed_in("chidi").opens("/admin/directory/Y99001")
    page.presses("Accept").is_refused(422).sees("Olu Example's own mobile")


@pytest.mark.hazard("H15")
def test_a_correction_is_settled_once_and_by_its_own_practice_s_page_alone(either: Scene) -> None:
    door, pat, office = PracticeCorrections(either.world.ledger), manager(either), keeping(either)
    door.correct(pat, door.own(pat).typed | {"email": "new@example.org"}, "form")
    (waits,) = door.own(pat).waiting
    with pytest.raises(NotFound):
        office.settle_correction(
            OFFICE, "Y99002", waits.id, accept=True, reason="", token="elsewhere"
        )
    become = at_once(
        lambda: office.settle_correction(
            OFFICE, "Y99001", waits.id, accept=True, reason="", token="yes"
        ),
        lambda: office.settle_correction(
            OFFICE, "Y99001", waits.id, accept=False, reason="", token="no"
        ),
    )
    assert become == ["NotFound", "done"]
    with either.world.ledger.look("test") as work:
        (state,) = work.session.exec(select(Correction.state)).all()
    accepted = state == "accepted"
    assert (of(either, "Y99001").email == "new@example.org") is accepted


@pytest.mark.hazard("H15")
def test_a_correction_that_is_no_sense_is_named_and_nothing_of_it_holds(scene: Scene) -> None:
    door, pat = PracticeCorrections(scene.world.ledger), manager(scene)
    typed = door.own(pat).typed
    bad = {
        "name": "Elm\0Road",
        "email": "elm@example.org\r\nBcc: other@example.org",
        "phones": "=1+1",
        "open": "every day",
        "out_of_hours_number": "9" * 400,
    }
    for name, value in bad.items():
        with pytest.raises(Invalid) as refused:
            door.correct(pat, typed | {name: value, "open": bad["open"]}, name)
        assert refused.value.problems
    assert door.own(pat).waiting == ()
    # Its code is nobody's to close but theirs who give it.
    door.correct(pat, typed | {"closed_on": "2026-01-01"}, "closing")
    assert of(scene, "Y99001").closed_on is None
    assert door.own(pat).waiting == ()
    door.correct(pat, typed | {"name": "Elm Road Health Centre"}, "first")
    door.correct(pat, typed | {"name": "Elm Road Practice"}, "second")
    assert [each.value["name"] for each in door.own(pat).waiting] == ["Elm Road Practice"]
    # Whose practice became another's row says nothing of it any more.
    keeping(scene).merge(OFFICE, "Y99001", "Y99002", "merge")
    with pytest.raises(NotAllowed):
        door.correct(pat, typed | {"name": "Elm"}, "third")
    with scene.world.ledger.look("test") as work:
        elm = lookups.organisation_by_key(work.session, "Y99001")
    assert elm is not None
    assert elm.key == "Y99002"
