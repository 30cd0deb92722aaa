"""A desk of a few lines behind the real folder for Slack and a Slack in miniature: it keeps what it
is told, and answers, waits or fails as a test says."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from fastapi import FastAPI
from starlette.testclient import TestClient

from advice_line.errors import Busy
from advice_line.ports.chat import ChatHome, Moment, Offered, QueryAct, QueryCard
from advice_line.ports.chat_desk import (
    ActChosen,
    AskWanted,
    ChatAnswer,
    ChatField,
    ChatForm,
    Choice,
    DirectWords,
    Done,
    FieldKind,
    FormSent,
    HomeOpened,
    Refused,
    ThreadWords,
    WordsChanged,
)
from integrations.sandbox.slack.miniature import Miniature
from integrations.sandbox.slack.people import Person
from integrations.sandbox.slack.posting import client_post
from integrations.sandbox.slack.signing import signed_headers
from integrations.slack.doors import Doors
from integrations.slack.service import Slack, slack

Told = TypeVar("Told")
CHANNEL, AMARA, BEN = "C0HOTDOC", "U0AMARA", "U0BEN"
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DONE = Done("It is done.", "https://advice.example.org/desk/K7Q2-M9FX", "Open the page")


def offered(act: QueryAct, label: str, **more: Any) -> Offered:
    return Offered(act, label, f"{label} query K7Q2-M9FX", **more)


def card(**changed: Any) -> QueryCard:
    given: dict[str, Any] = {
        "reference": "K7Q2-M9FX",
        "version": 3,
        "line": "Example Radiology Advice",
        "state": "Waits for somebody to take it",
        "urgency": "Asked for: today",
        "organisation": "A practice",
        "came_by": "by email",
        "waiting_since": Moment(NINE, "since 9am"),
        "due": Moment(NINE, "due by 1pm"),
        "late": False,
        "owner": None,
        "acts": (offered(QueryAct.CLAIM, "Claim"), offered(QueryAct.CLOSE, "Close")),
        "link": "https://advice.example.org/desk/K7Q2-M9FX",
    }
    return QueryCard(**(given | changed))


REASON = ChatField("reason", "Why", FieldKind.CHOICE, (Choice("test", "A test"),))
CLOSING = ChatForm(QueryAct.CLOSE, "Close", "It is closed.", (REASON,), "Close it", "K7Q2-M9FX", 3)
ASKING = ChatForm(None, "Ask radiology", "No patient details here.", (REASON,), "Go on")


@dataclass
class Desk:
    """`fails` are errors to raise by the name of what is asked, `waits` seconds before each."""

    answer: ChatAnswer = DONE
    form_answer: ChatAnswer = DONE
    said: Done | Refused | None = None
    home_shown: ChatHome = field(default_factory=lambda: ChatHome("Advice Line", mine=(card(),)))
    asking: ChatForm | Refused = ASKING
    fails: dict[str, Exception] = field(default_factory=dict)
    waits: float = 0.0
    kept: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    heard: list[Any] = field(default_factory=list)
    alive: list[bool] = field(default_factory=list)

    def keep(self, key: str, envelope: str) -> None:
        self._asked("keep")
        self.kept[key] = envelope

    def finished(self, key: str) -> None:
        self._asked("finished")
        self.done.append(key)

    def listening(self, *, alive: bool) -> None:
        self.alive.append(alive)

    def act(self, event: ActChosen) -> ChatAnswer:
        return self._hear("act", event, self.answer)

    def form_sent(self, event: FormSent) -> ChatAnswer:
        return self._hear("form_sent", event, self.form_answer)

    def ask_wanted(self, event: AskWanted) -> ChatForm | Refused:
        return self._hear("ask_wanted", event, self.asking)

    def home(self, event: HomeOpened) -> ChatHome:
        return self._hear("home", event, self.home_shown)

    def thread_words(self, event: ThreadWords) -> Done | Refused | None:
        return self._hear("thread_words", event, self.said)

    def words_changed(self, event: WordsChanged) -> None:
        self._hear("words_changed", event, None)

    def direct_words(self, event: DirectWords) -> Done | Refused:
        self._hear("direct_words", event, None)
        return Refused("Nothing is read here.")

    def of(self, kind: type[Any]) -> list[Any]:
        return [each for each in self.heard if isinstance(each, kind)]

    def _hear(self, name: str, event: Any, answer: Told) -> Told:
        self._asked(name)
        self.heard.append(event)
        return answer

    def _asked(self, name: str) -> None:
        time.sleep(self.waits)
        if name in self.fails:
            raise self.fails[name]


@dataclass
class Wired:
    """`slack` is the miniature, `ours` what speaks to it, `browser` who reaches our door."""

    slack: Miniature
    ours: Slack
    desk: Desk
    browser: TestClient

    @property
    def amara(self) -> Person:
        return self.slack.person(AMARA)

    def posted(self, **changed: Any) -> str:
        return self.ours.sender.post_query(CHANNEL, card(**changed), "attempt-1")

    def until(self, found: Callable[[], bool], seconds: float = 5.0) -> None:
        """For what the desk is told after Slack was answered."""
        end = time.monotonic() + seconds
        while not found():
            assert time.monotonic() < end, f"not before {seconds} s: {self.desk}"
            time.sleep(0.005)

    def form_before_amara(self) -> None:
        self.posted()
        self.desk.answer = CLOSING
        self.amara.clicks("Close").sees("It is closed.")

    def signed(self, body: bytes) -> dict[str, str]:
        workspace = self.slack.workspace
        return signed_headers(workspace.signing_secret, workspace.signed_at(), body)

    def told(self) -> None:
        self.slack.delivering.settle()


class _Later:
    browser: TestClient

    def post(self, url: str, *, content: bytes, headers: Any) -> Any:
        return self.browser.post(url, content=content, headers=headers)


@contextmanager
def wired(desk: Desk) -> Iterator[Wired]:
    client = _Later()
    there = Miniature("http://localhost/slack/events", client_post(client))
    there.delivering.retry_seconds = (0.0, 0.0, 0.0)
    there.workspace.user(AMARA, "Dr Amara Example", "amara@example.org")
    there.workspace.user(BEN, "Ben Example")
    there.workspace.channel(CHANNEL, "hot-doc", AMARA, BEN)
    ours = slack(
        desk,
        token=there.bot_token,
        api_url=there.api_url,
        signing_secret=there.workspace.signing_secret,
    )
    # In this order: who still tells something must be done before nobody listens.
    with TestClient(_application(ours)) as client.browser, there:
        yield Wired(there, ours, desk, client.browser)


def _application(ours: Slack) -> FastAPI:
    app, doors = FastAPI(), Doors(ours.bolt)
    app.include_router(doors.routes)
    doors.open_in(app)

    @app.get("/healthz")
    async def healthz() -> str:
        return "ok"

    return app


BUSY = Busy()
