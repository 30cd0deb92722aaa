"""Two proofs of who somebody is stand before every record: with one a session sees nothing, and the
second is taken from its owner alone (H15)."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from advice_line.tables.directory import Responder
from advice_line.tables.ledger import TrailEntry
from tests.stories.world import AMARA, CHIDI
from tests.web.locks import POCKET, Lock, encoded
from tests.web.people import CANARIES, MOBILES, Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H15")
SECOND, LOCK, OWN = "/signin/second", "Use this device’s lock", "/you/sign-in"
ELEVEN_MINUTES = 11 * 60


def half_in(scene: Scene, who: str = "amara") -> Surfer:
    """Somebody who has typed their texted code, and does the rest by themselves."""
    surfer = Surfer(scene.browser().client, lock=None)
    surfer.opens("/signin").presses("Send me a code", mobile=MOBILES[who])
    scene.world.settle(2)
    return surfer.presses("Continue", code=scene.texted_code(who)).is_at(SECOND)


def refusals(scene: Scene) -> list[str]:
    """Why passkeys were not taken, as the trail has it."""
    with scene.world.service.ledger.look("test") as work:
        refused = select(TrailEntry).where(TrailEntry.action == "passkey.refused")
        return [each.detail["why"] for each in work.session.exec(refused)]


def test_with_one_factor_nobody_sees_a_patient_and_what_they_wanted_waits(scene: Scene) -> None:
    reference = scene.advised()
    half = half_in(scene, "ben")
    with scene.world.service.ledger.work("test") as work:
        ben = work.session.exec(select(Responder).where(Responder.key == "ben")).one()
        work.update(ben, roles=[], roles_on={"hotdoc": list(ben.roles)})
    pages = ("/desk", "/desk/find", f"/desk/{reference}", f"/desk/{reference}/record", OWN)
    for path in pages:
        half.opens(path).never_sees(*CANARIES).is_at(f"{SECOND}?next={path}")
    half.opens("/desk/list").never_sees(reference, *CANARIES).is_at(f"{SECOND}?next=/desk/list")
    for path in ("/api/v1/queries", f"/api/v1/queries/{reference}"):
        half.opens(path).is_refused(401).never_sees(*CANARIES)
    half.opens(f"/desk/{reference}").unlocks(LOCK, Lock()).is_at(f"/desk/{reference}")


def test_a_lock_that_has_not_verified_its_owner_is_refused_whatever_it_does(scene: Scene) -> None:
    careless, mine = Lock(verifies=False), Lock()
    amara = half_in(scene).unlocks(LOCK, careless).is_refused(422).sees("face, finger or PIN")
    amara.unlocks(LOCK, mine).is_at("/desk").presses("Sign out")
    mine.verifies = False
    amara.opens("/signin").unlocks("Use a passkey", mine).is_refused(422)
    assert refusals(scene) == ["not_verified"] * 2
    mine.verifies = True
    amara.unlocks("Use a passkey", mine).is_at("/desk")


def test_an_answer_of_elsewhere_of_before_and_of_a_copy_is_refused(scene: Scene) -> None:
    mine = Lock()
    amara = half_in(scene).unlocks(LOCK, mine).is_at("/desk").presses("Sign out")
    page = amara.opens("/signin")
    asked, form = page.asked("/signin/passkey"), page.form("Use a passkey")

    def sends(answer: str, surfer: Surfer = amara) -> Surfer:
        return surfer.posts(form.action, form.fields | {"credential": answer})

    mine.origin = "https://advice.example.com"
    sends(mine.answered(asked)).is_refused(422)
    mine.origin = Lock().origin
    page = amara.opens("/signin")
    sends(
        mine.answered(json.dumps(json.loads(amara.asked(form.action)) | {"rpId": "evil.example"}))
    )
    amara.is_refused(422)
    elsewhere = scene.browser().opens("/signin").asked("/signin/passkey")
    sends(mine.answered(elsewhere)).is_refused(422).sees("took too long, or this page was used")
    good = mine.answered(amara.opens("/signin").asked(form.action))
    sends(good).is_at("/desk")
    sends(good).is_refused(422)
    asked = amara.opens("/signin").asked(form.action)
    scene.world.phones.advance(16 * 60)
    sends(mine.answered(asked)).is_refused(422)
    mine.newest.count -= 2
    sends(mine.answered(amara.opens("/signin").asked(form.action))).is_refused(422)
    sends("{}").is_refused(422).sees("Nothing came from")
    stranger = Lock(keys={"AAAA": mine.newest})
    sends(stranger.answered(asked)).is_refused(422)
    wrong, late = "not_verified", "challenge"
    assert refusals(scene) == [wrong, wrong, late, late, late, wrong, "unreadable", late]
    amara.opens("/desk").sees("Your list")


def test_the_link_of_a_call_is_one_gesture_away_or_none(scene: Scene) -> None:
    reference = scene.called()
    phone = Surfer(scene.browser().client, lock=None).opens(scene.text_link("amara"))
    record = f"/desk/{reference}/record"
    phone.presses("Open the record").is_at(f"{SECOND}?next={record}").sees("One more step, once")
    phone.unlocks(LOCK, POCKET).is_at(record)
    phone.opens(scene.text_link("amara")).is_at(record)
    another = scene.called()
    link = scene.text_link("amara")
    fresh = Surfer(scene.browser().client, lock=None).opens(link)
    fresh.unlocks("Unlock and open", POCKET, POCKET.newest.user)
    fresh.is_at(f"/desk/{another}/record")
    ben = scene.signed_in("ben").opens(link).sees("The record of your call")
    assert ben.address == link, "it is not his, and he is not led into it"


def test_what_was_typed_with_one_factor_shown_is_a_draft(scene: Scene) -> None:
    reference = scene.called()
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    amara.lock = None
    typed = amara.form("Save and send").fields | {"advice": "No film: an ultrasound first."}
    scene.world.phones.advance(3 * 3600)
    tab = Surfer(amara.client, lock=None).opens("/signin").presses("Send me a code", mobile=AMARA)
    scene.world.settle(2)
    tab.presses("Continue", code=scene.texted_code("amara")).is_at(SECOND)
    amara.posts(f"/desk/{reference}/record", typed).is_at(f"{SECOND}?next=/desk/{reference}/record")
    amara.unlocks(LOCK, POCKET).is_at(f"/desk/{reference}/record").sees("an ultrasound first")


def test_what_one_signs_in_by_is_changed_only_after_showing_both_again(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens(OWN)
    amara.lock = None
    adding = amara.form("Add a passkey").fields
    mine = amara.asked(f"{OWN}/passkeys")
    amara.presses("Remove A browser").is_refused(409).sees("Add another one first")
    scene.world.phones.advance(ELEVEN_MINUTES)
    made = adding | {"credential": Lock().made(mine)}
    amara.posts(f"{OWN}/passkeys", made).is_at(f"{SECOND}?next={OWN}")
    amara.opens(OWN).never_sees("Add a passkey").follows("Show that it is you")
    amara.unlocks(LOCK, POCKET).is_at(OWN).unlocks("Add a passkey", Lock(), name=" my  phone ")
    amara.is_at(OWN).sees("My phone").presses("Remove My phone").is_at(OWN).never_sees("My phone")


def test_an_old_token_a_clone_and_a_lost_phone_are_worth_nothing(scene: Scene) -> None:
    half = half_in(scene)
    stolen = {"__Host-session": half.client.cookies["__Host-session"]}
    half.unlocks(LOCK, POCKET).is_at("/desk")
    thief = scene.browser()
    thief.client.cookies.update(stolen)
    thief.opens("/desk").is_at("/signin?next=/desk")
    clone, workstation = scene.browser(), half
    clone.client.cookies.update(dict(workstation.client.cookies))
    clone.opens("/desk").sees("Your list")
    scene.users[AMARA] = POCKET.newest.user
    phone = scene.signed_in("amara").opens(OWN).sees("End all but this one", "by a texted code")
    phone.presses("End all but this one").is_at(OWN).never_sees("End all but this one")
    for each in (clone, workstation):
        each.opens("/desk").is_at("/signin?next=/desk")
    chidi = scene.signed_in("chidi").opens(OWN).follows("Sign-ins of everybody")
    chidi.presses("Let Dr Amara Example start again").sees("Has no passkeys")
    phone.opens("/desk").is_at("/signin?next=/desk")
    phone.lock = None
    phone.unlocks("Use a passkey", POCKET, scene.users[AMARA]).is_refused(422)
    phone.sees("not known here any more")
    scene.signed_in("ben").opens("/admin/sign-ins").is_refused(403)


def test_a_role_taken_away_and_an_access_ended_count_at_the_next_request(scene: Scene) -> None:
    """On a page and for a program that has their session."""
    amara, chidi = scene.signed_in("amara"), scene.signed_in("chidi")
    for path in ("/admin/sign-ins", "/api/v1/queries"):
        chidi.opens(path).is_refused(200)
    people: dict[str, dict[str, Any]] = {
        AMARA: {"ended_at": scene.world.service.ledger.clock.now()},
        CHIDI: {"roles": []},
    }
    with scene.world.service.ledger.work("test") as work:
        for mobile, change in people.items():
            person = work.session.exec(select(Responder).where(Responder.mobile == mobile)).one()
            work.update(person, **change)
    amara.opens("/desk").is_at("/signin?next=/desk")
    amara.lock = None
    amara.unlocks("Use a passkey", POCKET, scene.users[AMARA]).is_refused(403)
    for path in ("/admin/sign-ins", "/api/v1/queries"):
        chidi.opens(path).is_refused(403)


def test_a_draft_begun_on_the_phone_goes_on_at_the_workstation(scene: Scene) -> None:
    reference = scene.called()
    record, words = f"/desk/{reference}/record", "No film: an ultrasound first."
    phone = scene.signed_in("amara").opens(record)
    typed = phone.form("Save and send").fields | {"advice": words}
    phone.posts(f"/desk/{reference}/draft", typed)
    scene.signed_in("amara").opens(record).sees(words)


def test_wrong_answers_of_a_passkey_are_counted_for_its_person_however_many_at_once(
    either: Scene,
) -> None:
    """Two hundred at once are five; nobody else's passkey waits with hers."""
    mine = Lock()
    half_in(either).unlocks(LOCK, mine).is_at("/desk")
    either.signed_in("ben")
    thief = either.browser().opens("/signin")
    form = thief.form("Use a passkey")
    forged = json.loads(mine.answered(thief.asked(form.action)))
    forged["response"]["signature"] = encoded(b"a guess")
    fields = form.fields | {"credential": json.dumps(forged)}

    def guess(number: int) -> tuple[int, str | None]:
        answer = thief.client.post(form.action, data=fields)
        if answer.status_code == 503:  # SQLite had no time to look: once more
            return guess(number)
        return answer.status_code, answer.headers.get("retry-after")

    with ThreadPoolExecutor(16) as at_once:
        answers = list(at_once.map(guess, range(200)))
    assert Counter(status for status, _ in answers) == {422: 5, 429: 195}
    assert all(0 < int(after or 0) <= 15 * 60 for status, after in answers if status == 429)
    assert len(refusals(either)) == 5
    either.signed_in("ben").opens("/desk").sees("Your list")
    thief.opens("/signin").unlocks("Use a passkey", mine).is_refused(429).sees("Please wait")
    # A device that nobody knows counts for where it comes from.
    unknown = Lock(keys={"a": replace(mine.newest, id=b"of a device that is not here")})
    stranger = either.browser()
    for status in (*[422] * 5, 429):
        stranger.opens("/signin").unlocks("Use a passkey", unknown).is_refused(status)
    either.world.phones.advance(16 * 60)
    stranger.opens("/signin").unlocks("Use a passkey", mine).is_at("/desk")
