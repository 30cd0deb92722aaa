"""A request that a test makes is answered in its own thread, as Starlette's client would answer."""

import threading
from collections.abc import Iterator

import pytest
from fastapi import Depends, FastAPI
from starlette.responses import Response
from starlette.testclient import TestClient

app = FastAPI()


def opened() -> Iterator[int]:
    yield threading.get_ident()


@app.post("/thread")
def thread(ident: int = Depends(opened)) -> dict[str, bool]:
    return {"same": {ident, threading.get_ident()} == {int(asker.pop())}}


@app.get("/within")
def within() -> Response:
    asker.append(str(threading.get_ident()))
    return Response(TestClient(app).post("/thread").text, headers={"x-said": "twice"})


@app.api_route("/breaks", methods=["GET", "HEAD"])
async def breaks() -> Response:
    raise LookupError("broken")


@app.head("/within")
def head() -> Response:
    return Response("not to be shown")


asker: list[str] = []


def test_what_is_asked_within_a_request_is_answered_in_the_same_thread_too() -> None:
    answer = TestClient(app).get("/within")
    assert (answer.json(), answer.headers["x-said"]) == ({"same": True}, "twice")


def test_what_breaks_is_raised_or_is_an_answer_of_500() -> None:
    with pytest.raises(LookupError, match="broken"):
        TestClient(app).get("/breaks")
    assert TestClient(app, raise_server_exceptions=False).get("/breaks").status_code == 500


def test_a_head_has_no_body() -> None:
    assert TestClient(app).head("/within").text == ""
