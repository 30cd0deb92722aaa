"""One workspace with one application installed: its state, and waiting for it to change."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from integrations.sandbox.slack.refusals import Refused
from integrations.sandbox.slack.state import (
    Channel,
    Message,
    ResponseUrl,
    Tree,
    Trigger,
    User,
    View,
)
from integrations.sandbox.slack.switches import Switches

TEAM, APP, BOT, BOT_USER = "T0MINI", "A0MINI", "B0MINI", "U0MINIAPP"
ELSEWHERE = "T0ELSEWHERE"
TRIGGER_SECONDS = 3.0


class Workspace:
    """Time is the machine's, plus what `later` added; only signatures keep to the machine's."""

    def __init__(self, *, bot_token: str, app_token: str, signing_secret: str) -> None:
        self.bot_token, self.app_token = bot_token, app_token
        self.signing_secret = signing_secret
        self.switches = Switches()
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.base = ""
        self._numbers = itertools.count(1)
        self._ahead = 0.0
        self._last_ts = 0
        self.changed = threading.Condition(threading.RLock())
        self.user(BOT_USER, "Advice Line", bot=True)

    def now(self) -> float:
        return self.signed_at() + self._ahead

    def signed_at(self) -> float:
        """What is signed is dated by the machine's own clock, as whoever checks it has it."""
        return time.time()  # noqa: TID251  # the sandbox knows no clock of ours

    def set(self, at: float) -> None:
        """It is `at` (seconds since 1970) now, and goes on from there."""
        self._ahead = at - self.signed_at()

    def later(self, seconds: float) -> None:
        """So many seconds pass at once, for what expires."""
        self._ahead += seconds

    @contextmanager
    def changing(self) -> Iterator[None]:
        with self.changed:
            yield
            self.changed.notify_all()

    def wait(self, found: Callable[[], bool], seconds: float) -> bool:
        with self.changed:
            return self.changed.wait_for(found, seconds)

    def new_id(self, letter: str) -> str:
        return f"{letter}0{next(self._numbers):06d}"

    def new_ts(self) -> str:
        """Later than every one before, as message ids are."""
        with self.changed:
            self._last_ts = max(self._last_ts + 1, int(self.now() * 1_000_000))
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def user(self, user_id: str, name: str, address: str = "", *, bot: bool = False) -> User:
        return self._add(User(user_id, name, TEAM, address, bot))

    def outsider(self, user_id: str, name: str) -> User:
        """Somebody of another organisation's workspace."""
        return self._add(User(user_id, name, ELSEWHERE))

    def _add(self, user: User) -> User:
        with self.changing():
            self.users[user.id] = user
        return user

    def channel(
        self,
        channel_id: str,
        name: str,
        *members: str,
        with_app: bool = True,
        private: bool = False,
        shared: bool = False,
    ) -> Channel:
        people = {*members, BOT_USER} if with_app else set(members)
        made = Channel(channel_id, name, people, private=private, shared=shared)
        with self.changing():
            self.channels[channel_id] = made
        return made

    def direct(self, user_id: str) -> Channel:
        """Where this person and the application talk alone."""
        for channel in self.channels.values():
            if channel.im_of == user_id:
                return channel
        made = Channel(self.new_id("D"), "", {user_id, BOT_USER}, im_of=user_id)
        with self.changing():
            self.channels[made.id] = made
        return made

    def say(
        self,
        channel: Channel,
        user: str,
        text: str,
        blocks: list[Tree] | None = None,
        thread_ts: str | None = None,
        seen_by: str | None = None,
        files: tuple[str, ...] = (),
    ) -> Message:
        message = Message(
            ts=self.new_ts(),
            channel=channel.id,
            user=user,
            text=text,
            blocks=blocks or [],
            thread_ts=thread_ts,
            bot=user == BOT_USER,
            seen_by=seen_by,
            files=files,
        )
        with self.changing():
            channel.messages.append(message)
        return message

    def trigger(self, user: str) -> str:
        name = f"{next(self._numbers)}.{self.new_ts()}"
        self.triggers[name] = Trigger(user, self.now())
        return name

    def use_trigger(self, name: str) -> str:
        """Whose it is; a trigger opens one view, within three seconds."""
        with self.changed:
            trigger = self.triggers.get(name)
            if trigger is None:
                raise Refused("invalid_trigger_id")
            if trigger.used:
                raise Refused("exchanged_trigger_id")
            if self.now() - trigger.at > TRIGGER_SECONDS:
                raise Refused("expired_trigger_id")
            trigger.used = True
        return trigger.user

    def new_response_url(self, channel: str, user: str) -> str:
        name = str(next(self._numbers))
        self.response_urls[name] = ResponseUrl(channel, user, self.now())
        return f"{self.base}/response/{name}"

    def new_view(self, user: str, view: Tree) -> View:
        return View(self.new_id("V"), user, self.new_hash(), view)

    def new_hash(self) -> str:
        return f"{self.new_ts()}.{next(self._numbers)}"

    def modal(self, user: str) -> View | None:
        """The page of a modal that this person has before them."""
        stack = self.modals.get(user)
        return stack[-1] if stack else None

    def view(self, view_id: str) -> View | None:
        stacks = (*self.modals.values(), list(self.homes.values()))
        return next((each for stack in stacks for each in stack if each.id == view_id), None)
