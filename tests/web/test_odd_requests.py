"""What no page of ours would ever send: it is refused plainly, and is no fault of ours."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message

from tests.web.people import Scene
from tests.web.test_logs import Lines, logged

__all__ = ["logged"]

ENDLESS = "9" * 5000


def test_a_month_is_written_in_the_digits_of_the_pages(scene: Scene) -> None:
    ben = scene.signed_in("ben")
    for month in ("2026-11%0A", "２０２６-11", "2026-11 "):
        for path in (f"/library/month/{month}", f"/library/month/{month}/md"):
            ben.opens(path).is_refused(422).sees("is not a month. Write it as 2026-11.")
        ben.opens(f"/library?month={month}").is_refused(422)


def test_a_number_without_end_is_no_number(scene: Scene) -> None:
    scene.advised()
    practice = scene.reading()
    practice.presses("Received: a clinician will act", acknowledged_by="Dr Sam", version=ENDLESS)
    practice.is_refused(422).sees("A newer version has come")
    amara = scene.signed_in("amara")
    token = amara.opens("/desk").forms()[0].fields["form_token"]
    amara.posts("/desk/snooze", {"form_token": token, "minutes": ENDLESS}).is_at("/desk")


@pytest.mark.hazard("H15")
def test_no_address_is_made_of_what_the_caller_calls_us(scene: Scene) -> None:
    ben = scene.signed_in("ben")
    for path in ("/desk/", "/signin/", "/library/", "/static", "/q/x/"):
        answer = ben.client.get(path, headers={"host": "evil.example"}, follow_redirects=False)
        assert answer.status_code == 404
        assert "evil.example" not in answer.text + str(answer.headers)


def test_who_hangs_up_in_the_middle_of_a_form_is_no_fault(scene: Scene, logged: Lines) -> None:
    sent: list[Message] = []
    parts: Iterator[Message] = iter(
        [
            {"type": "http.request", "body": b"code=12", "more_body": True},
            {"type": "http.disconnect"},
        ]
    )

    async def receive() -> Message:
        return next(parts)

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "path": "/signin",
        "query_string": b"",
        "headers": [(b"content-type", b"application/x-www-form-urlencoded")],
    }
    # In a thread of its own: where tests drive a browser this one has a loop running already.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, scene.world.service.app(scope, receive, send)).result()
    assert sent == []
    (row,) = [row for row in logged.rows if row["event"] in ("request", "page_failed")]
    assert (row["event"], row["status"]) == ("request", 499)
