"""Where a system's address may lead, and what becomes of one that is slow, wrong or no system."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advice_line.errors import DeliveryDelayed
from advice_line.ports.addresses import is_public
from advice_line.ports.webhooks import Answer, parts_of
from advice_line.setting_texts import read_networks
from integrations.webhooks.posting import HttpWebhooks
from tests.servers.receiver import Receiver

HERE = read_networks("127.0.0.0/8,::1/128")


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Receiver]:
    with Receiver(tmp_path_factory.mktemp("receiver")) as made:
        yield made


def poster(certificate: Path | None, seconds: float = 5) -> HttpWebhooks:
    return HttpWebhooks(local=False, networks=HERE, certificate_file=certificate, seconds=seconds)


def code(made: HttpWebhooks, url: str) -> str:
    with pytest.raises(DeliveryDelayed) as failed:
        made.post(url, {}, b"{}")
    assert failed.value.__cause__ is None
    assert url not in str(failed.value)
    return failed.value.code


def test_what_it_answers_is_told(receiver: Receiver) -> None:
    receiver.status, receiver.headers = 202, {"Retry-After": "99999"}
    assert poster(receiver.certificate).post(receiver.url, {}, b"{}") == Answer(202, 3600)


@pytest.mark.hazard("H15")
def test_a_private_network_is_not_reached_unless_the_site_named_it(receiver: Receiver) -> None:
    before = len(receiver.posts)
    strict = HttpWebhooks(local=False, certificate_file=receiver.certificate)
    assert code(strict, receiver.url) == "forbidden_network"
    assert len(receiver.posts) == before
    assert not any(is_public(each) for each in ("10.1.2.3", "169.254.169.254", "::1", "fd00::1"))


def test_whoever_cannot_prove_who_it_is_is_told_nothing(receiver: Receiver) -> None:
    before = len(receiver.posts)
    assert code(poster(None), receiver.url) == "wrong_certificate"
    assert len(receiver.posts) == before


def test_one_that_says_nothing_is_left_in_time(receiver: Receiver) -> None:
    receiver.silent = True
    assert code(poster(receiver.certificate, 0.3), receiver.url) == "too_slow"
    receiver.silent = False


def test_no_server_and_no_address(receiver: Receiver) -> None:
    assert code(poster(receiver.certificate), "https://localhost:1/") == "no_answer"
    assert code(poster(receiver.certificate), receiver.url.replace("https", "http")) == "no_answer"


@pytest.mark.parametrize(
    "url", ["http://a.example.org/", "https://", "ftp://a.example.org/", "https://a:b@example.org/"]
)
def test_only_https_without_a_password(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        parts_of(url, local=False)
