"""What a clinical system is told: signed, once each, ids and states alone; and a system that does
not answer holds nothing up."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from advice_line.desk.systems.hooks import Standing
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.mail import MailServer
from tests.api import systems
from tests.api.systems import System
from tests.api.test_system_story import advised
from tests.servers.receiver import Post, Receiver
from tests.stories.soundness import unsound
from tests.web.conftest import a_scene
from tests.web.people import CANARIES, Scene

DAY = 24 * 3600
HERE = "127.0.0.0/8,::1/128"


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    with Receiver(tmp_path) as made:
        yield made


@pytest.fixture
def told(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer, receiver: Receiver
) -> Iterator[Scene]:
    """A site that may tell systems of this machine and trusts the receiver's certificate."""
    path = tmp_path / "told.sqlite3"
    shutil.copyfile(sqlite_template, path)
    more = {"webhook_networks": HERE, "ssl_cert_file": receiver.certificate}
    with a_scene(f"sqlite:///{path}", mail_server, **more) as scene:
        yield scene


def kinds(posts: list[Post]) -> list[tuple[str, str]]:
    found = [json.loads(each.body) for each in posts]
    return [(each["type"], each["data"]["state"]) for each in found]


def standing(scene: Scene) -> Standing:
    (only,) = systems.doors(scene.world).hooks.standing(SYSTEM)
    return only


@pytest.mark.hazard("H07")
def test_each_step_is_told_signed_and_without_a_word_of_the_patient(
    told: Scene, receiver: Receiver
) -> None:
    secret = systems.outbound(told.world, receiver.url)
    reference = advised(told, systems.of(told.world))
    assert kinds(receiver.posts) == [
        ("query.state", "waiting"),
        ("query.state", "offered"),
        ("query.state", "accepted"),
        ("query.state", "advised"),
        ("letter.ready", "advised"),
    ]
    for post in receiver.posts:
        assert Webhook(secret).verify(post.body, post.headers)["data"]["reference"] == reference
        whole = f"{post.path} {post.headers} {post.body.decode()}"
        assert not [each for each in CANARIES if each in whole]
    versions = [json.loads(each.body)["data"]["version"] for each in receiver.posts]
    assert versions == sorted(versions)
    forged = receiver.posts[0].body.replace(b"waiting", b"closed")
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(forged, receiver.posts[0].headers)


def test_another_practice_is_told_nothing_of_it(told: Scene, receiver: Receiver) -> None:
    systems.outbound(told.world, receiver.url, systems.OAK_LANE)
    advised(told, systems.of(told.world))
    assert receiver.posts == []


def test_only_what_it_asked_for_is_told(told: Scene, receiver: Receiver) -> None:
    systems.outbound(told.world, receiver.url, systems.ELM_ROAD, "letter.ready")
    advised(told, systems.of(told.world))
    assert kinds(receiver.posts) == [("letter.ready", "advised")]


def test_what_a_receiver_missed_in_a_day_comes_once_when_it_is_back(
    told: Scene, receiver: Receiver
) -> None:
    """The letter and its ladder go on meanwhile."""
    systems.outbound(told.world, receiver.url)
    receiver.status = 503
    reference = advised(told, systems.of(told.world))
    office = told.signed_in("chidi").opens("/admin/systems").sees("silent since")
    office.never_sees("Every system that was told something lately has answered")
    for _ in range(8):
        told.world.wait(3 * 3600)
    tries = len(receiver.posts)
    assert tries <= 1 + 8 * 2  # it is left alone in between
    assert standing(told).silent
    assert told.world.query()["advice"][0]["loop"]["sent_at"] is not None
    receiver.status, before = 204, len(receiver.posts)
    for _ in range(4):
        told.world.wait(900)
    arrived = receiver.posts[before:]
    assert sorted(kinds(arrived))[:3] == [
        ("letter.ready", "advised"),
        ("query.state", "accepted"),
        ("query.state", "advised"),
    ]
    ids = [each.headers["webhook-id"] for each in arrived]
    assert len(ids) == len(set(ids)) == 5
    assert (standing(told).failing_since, standing(told).waiting) == (None, 0)
    assert told.world.query()["reference"] == reference
    assert unsound(told.world) == []


def test_what_is_no_yes_is_tried_again_later(told: Scene, receiver: Receiver) -> None:
    """No redirection is followed, and who asks for time is left alone so long."""
    receiver.status, receiver.headers = 302, {"Location": f"{receiver.url}/other"}
    systems.outbound(told.world, receiver.url)
    systems.of(told.world).raises()
    told.world.settle()
    assert (len(receiver.posts), standing(told).failure) == (1, "http_302")
    receiver.status, receiver.headers = 429, {"Retry-After": "3000"}
    told.world.wait(900)
    assert (len(receiver.posts), standing(told).failure) == (2, "http_429")
    assert {each.path for each in receiver.posts} == {"/told"}
    receiver.status = 500
    told.world.wait(1800)
    assert len(receiver.posts) == 2
    told.world.wait(2100)
    assert (len(receiver.posts), standing(told).failure) == (3, "http_500")


def test_one_that_is_gone_is_told_nothing_more(told: Scene, receiver: Receiver) -> None:
    receiver.status = 410
    systems.outbound(told.world, receiver.url)
    system: System = systems.of(told.world)
    system.raises()
    told.world.settle()
    system.raises(question="Another one?")
    told.world.wait(3600)
    told.world.settle()
    assert (len(receiver.posts), standing(told).ended_because) == (1, "gone")


def test_a_new_secret_signs_beside_the_old_one_for_a_day(told: Scene, receiver: Receiver) -> None:
    old = systems.outbound(told.world, receiver.url)
    new = systems.doors(told.world).hooks.rotate(SYSTEM, standing(told).id).secret
    system = systems.of(told.world)
    system.raises()
    told.world.settle()
    (post,) = receiver.posts
    for secret in (old, new):
        assert Webhook(secret).verify(post.body, post.headers)
    told.world.wait(DAY + 60)
    system.raises(question="Another one?")
    told.world.settle()
    post = receiver.posts[-1]
    assert Webhook(new).verify(post.body, post.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(post.body, post.headers)
