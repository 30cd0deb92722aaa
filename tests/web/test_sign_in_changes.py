"""Whoever changes by what somebody signs in, its owner hears of it by mail (H15)."""

import re
import shutil
from pathlib import Path

import pytest
from sqlmodel import select

from advice_line.outgoing_kinds import NoticeKind, OutgoingState
from advice_line.tables.ledger import Outgoing
from integrations.sandbox.mail import MailServer
from tests.stories.world import world
from tests.web.conftest import a_scene
from tests.web.locks import Lock
from tests.web.people import Scene
from tests.web.test_authenticator import PASSWORD, app_of, tries

pytestmark = pytest.mark.hazard("H15")
OWN, AMARAS = "/you/sign-in", "amara@example.org"
SUBJECT = "Your sign-in at Advice Line was changed"


def told(scene: Scene) -> list[str]:
    """What Amara's mails of it say was done, oldest first."""
    scene.world.settle()
    mails = [each for each in scene.mail.mailbox(AMARAS) if each.subject == SUBJECT]
    for each in mails:
        assert f"{scene.world.service.settings.public_url}{OWN}" in each.text
    return [each.text.splitlines()[2].partition(", at ")[0] for each in mails]


def test_each_change_is_mailed_to_its_owner_and_stands_on_their_page(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens(OWN)
    assert told(scene) == ["A passkey was added"]
    amara.lock = None
    amara.unlocks("Add a passkey", Lock(), name="my phone").presses("Remove My phone")
    app_of(scene, amara)
    codes = amara.opens(OWN).presses("Make ten new recovery codes").text
    (code, *_) = re.findall(r"\b\w{4}(?:-\w{4}){5}\b", codes)
    tries(scene.browser(), code).is_at("/desk")
    amara.opens(OWN).presses("Remove the authenticator and its password")
    done = [
        "A passkey was added",
        "A passkey was removed",
        "A password with an authenticator was set up",
        "Ten new recovery codes were made",
        "A recovery code was used",
        "The password and its authenticator were removed",
    ]
    assert told(scene)[1:] == done
    amara.opens(OWN).sees("What changed", *done[1:], f"Each change is mailed to {AMARAS}")
    everything = " ".join(each.text for each in scene.mail.mailbox(AMARAS))
    assert not [each for each in (code, PASSWORD, "My phone") if each in everything]


def test_who_was_let_start_again_by_another_hears_of_it(scene: Scene) -> None:
    scene.signed_in("amara")
    told(scene)
    scene.signed_in("chidi").opens("/admin/sign-ins").presses("Let Dr Amara Example start again")
    assert told(scene)[-1].startswith("Everything you sign in by was forgotten")


def test_what_is_refused_is_told_to_nobody(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens(OWN)
    before = told(scene)
    amara.presses("Remove A browser").is_refused(409)
    careless = Lock(verifies=False)
    amara.lock = None
    amara.opens(OWN).unlocks("Add a passkey", careless).is_refused(422)
    tries(scene.browser(), "123456").is_refused(422)
    assert told(scene) == before


def test_without_mail_each_change_stands_on_their_page_and_waits_for_no_mail(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer
) -> None:
    """Else all of them would come at once on the day on which mail is set up."""
    path = tmp_path / "web.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with world(f"sqlite:///{path}") as made:
        scene = Scene(made, mail_server)
        scene.signed_in("amara").opens(OWN).sees("A passkey was added", "This site sends no mail")
        scene.world.settle()
        with scene.world.ledger.look("test") as look:
            of_it = Outgoing.kind == NoticeKind.SIGN_IN_CHANGED
            assert list(look.session.exec(select(Outgoing.state).where(of_it))) == [
                OutgoingState.WITHDRAWN
            ]
        scene.signed_in("amara").opens(OWN).sees("A passkey was added").never_sees("is mailed to")
    with a_scene(f"sqlite:///{path}", mail_server) as later:
        assert told(later) == []
        amara = later.signed_in("amara").opens(OWN).sees("Each change is mailed to")
        amara.lock = None
        amara.unlocks("Add a passkey", Lock(), name="my phone").sees("My phone")
        assert told(later) == ["A passkey was added"]
