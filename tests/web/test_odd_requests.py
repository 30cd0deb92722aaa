"""What no page of ours would ever send: it is refused plainly, and is no fault of ours."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message

from tests.web.people import REQUIRED, Scene
from tests.web.surfing import Surfer
from tests.web.test_logs import Lines, logged

__all__ = ["logged"]

ENDLESS = "9" * 5000
_NAMED = 'Content-Disposition: form-data; name="'


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
    amara.posts("/desk/snooze", {"form_token": amara.own_token(), "minutes": ENDLESS}).is_at(
        "/desk"
    )


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


def test_what_is_too_long_is_refused_in_words_and_nothing_is_changed(scene: Scene) -> None:
    amara = record_of(scene)
    amara.presses("Save and send", **(REQUIRED | {"advice": "é" * 100_000})).is_refused(413)
    amara.sees("This is too long", "nothing was changed", "what you typed is still on the page")
    amara.never_sees("fault is ours")
    assert (amara.headers["cache-control"], amara.headers["x-frame-options"]) == (
        "no-store",
        "DENY",
    )
    endless = {"content-length": ENDLESS}
    answer = amara.client.post("/api/v1/queries", content=b"x", headers=endless)
    assert answer.status_code == 413
    assert "40 MB of files" in answer.json()["detail"]
    form = {"content-type": "application/x-www-form-urlencoded"}
    unsaid = amara.client.post("/signin", content=iter([b"x" * 300_000]), headers=form)
    assert (unsaid.status_code, unsaid.headers["cache-control"]) == (413, "no-store")
    assert scene.world.query()["advice"] == []


@pytest.mark.parametrize(
    ("alphabet", "status"), [("unicode_escape", 422), ("punycode", 400), ("undefined", 400)]
)
def test_an_alphabet_of_half_characters_is_no_fault_of_ours(
    scene: Scene, logged: Lines, alphabet: str, status: int
) -> None:
    amara = record_of(scene)
    token = amara.form("Save and send").fields["form_token"]
    fields = {"form_token": token, "question": r"half \ud800 a character"}
    answer = amara.client.post(
        amara.address,
        content="".join(f'--x\r\n{_NAMED}{name}"\r\n\r\n{fields[name]}\r\n' for name in fields)
        + "--x--\r\n",
        headers={"content-type": f"multipart/form-data; boundary=x; charset={alphabet}"},
    )
    assert answer.status_code == status
    assert [row for row in logged.rows if row["event"] == "page_failed"] == []


def test_a_page_that_takes_no_such_request_does_not_call_that_a_fault_of_ours(
    scene: Scene,
) -> None:
    page = scene.browser()
    page.posts("/", {}).is_refused(405).sees("cannot be done here").never_sees("fault is ours")
    ben = scene.signed_in("ben").opens("/library/month/2026-1").is_refused(422)
    ben.never_sees("Try again in a minute")


def record_of(scene: Scene) -> Surfer:
    scene.called()
    return scene.browser().opens(scene.text_link("amara")).presses("Open the record")
