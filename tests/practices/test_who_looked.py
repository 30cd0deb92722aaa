"""Information governance can say who of a practice looked: by name and practice, never by a code;
and which kind of page somebody was refused, never what was asked about."""

import json

import pyrage  # type: ignore[import-untyped] # it ships no py.typed
import pytest

from tests.practices.practices import KIM, MANAGER, ROWAN, SAM, SECOND, Practices
from tests.web.asking import asks
from tests.web.surfing import Surfer
from tests.web.test_data_pages import ERASE, LOOK, TWO
from tests.web.test_subject_access import PATIENT, PHRASE, opened

pytestmark = pytest.mark.hazard("H15")
WHO = "Dr Rowan Hill, Elm Road Surgery"
ASKER = {"kind": "requester", "requester": ROWAN}


def test_who_of_a_practice_looked_is_said_by_name_wherever_it_is_asked(
    either_practices: Practices,
) -> None:
    reference, ivy, _ = looked_at(either_practices)
    ivy.opens(f"/desk/{reference}/seen").sees(WHO).never_sees("member:")
    ivy.opens(f"/admin/trail?reference={reference}&action=looks").sees(WHO).never_sees("member:")
    ivy.opens("/admin/trail/patient").presses("Look up", nhs_number="999 000 0018")
    ivy.sees(reference, WHO).never_sees("member:")
    marks = looks_in_pack(ivy, PATIENT)
    assert marks[f"{WHO}: The letter"] == "somebody else by name"
    ben = next(each for each in marks if each.startswith("Ben Example: The query's page"))
    assert marks[ben] == "a member of staff at work"


def test_whoever_asks_is_not_marked_as_somebody_else_in_their_own_pack(
    practices: Practices,
) -> None:
    _, ivy, _ = looked_at(practices)
    asker = asks(practices.scene.browser(), email=ROWAN)
    practices.scene.world.settle()
    asker.presses("It is mine", code=practices.scene.mailed_code(ROWAN))
    reference = practices.scene.world.queries()[-1]["reference"]
    rowan, sam = practices.types_code(ROWAN), practices.joins(SAM, SECOND)
    for each in (rowan, sam):
        each.opens(f"/practice/queries/{reference}").sees("Edith Larkspur")
    marks = looks_in_pack(ivy, ASKER)
    by = {said.partition(":")[0]: look_over for said, look_over in marks.items()}
    assert by[WHO] is None
    assert by["Dr Sam Vale, Elm Road Surgery"] == "somebody else by name"


def test_what_a_manager_put_right_is_theirs_in_the_directory(practices: Practices) -> None:
    kim = practices.joins(KIM, MANAGER).opens("/practice/details/change")
    kim.presses("Send it", open="mon-fri 08:00-18:00").sees("Put right:")
    office = practices.scene.signed_in("chidi").opens("/admin/directory/Y99001")
    office.sees("Kim Marsh, Elm Road Surgery").never_sees("member:")


def test_whoever_was_erased_is_still_of_their_practice(practices: Practices) -> None:
    reference, ivy, odd = looked_at(practices)
    erasure = ASKER | {"extent": "all", "reason": "Asked for in writing"}
    ivy.opens("/admin/data/erasures").presses(LOOK, **erasure)
    odd.opens(ivy.address).presses(ERASE)
    ivy.opens(f"/desk/{reference}/seen").sees("Somebody of Elm Road Surgery, erased")
    ivy.never_sees("Rowan Hill", "member:", "Erased on request")


def test_which_kind_of_page_was_refused_is_said_and_never_what_was_asked(
    practices: Practices,
) -> None:
    _, ivy, _ = looked_at(practices)
    ben = practices.scene.signed_in("ben")
    ben.opens("/admin/data/receipts/0123456789ABCDEF").is_refused(403)
    ivy.opens("/admin/trail?action=access.refused")
    ivy.sees("Ben Example", "The page /admin/data/receipts/{receipt}").never_sees(
        "0123456789ABCDEF"
    )
    file = ivy.client.get("/admin/trail/file", params={"action": "access.refused"}).text
    assert file.splitlines()[0].endswith(",subject,page,what")
    assert ",,,GET /admin/data/receipts/{receipt},A page was refused" in file.splitlines()[1]


def looked_at(practices: Practices) -> tuple[str, Surfer, Surfer]:
    """A letter that its practice and Ben looked at; two of information governance."""
    practices.scene.world.set_up(TWO)
    reference = practices.advised()
    practices.joins(ROWAN).opens(f"/practice/queries/{reference}").sees("Edith Larkspur")
    practices.scene.signed_in("ben").opens(f"/desk/{reference}")
    ivy, odd = (practices.scene.signed_in_by(f"+44770090077{each}") for each in (7, 8))
    return reference, ivy, odd


def looks_in_pack(ivy: Surfer, who: dict[str, str]) -> dict[str, str | None]:
    """What is said of each look, and who else stands in it."""
    ivy.opens("/admin/data/access").presses("See what is kept", **who)
    form = ivy.form("Make the file").fields | who | {"passphrase": PHRASE}
    answer = ivy.client.post("/admin/data/access/pack", data=form)
    pack = opened(pyrage.passphrase.decrypt(answer.content, PHRASE))
    assert "member:" not in pack["subject-access.html"].decode()
    (query,) = json.loads(pack["subject-access.json"])["queries"]
    return {cell["value"]: cell["look_over"] for cell in query["seen"]}
