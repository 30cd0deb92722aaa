"""What one person does in Slack, and what they see.

amara = slack.person("U0AMARA")
amara.clicks("Claim")
amara.sees("It is yours")
"""

import json
from collections.abc import Callable
from typing import Self

from integrations.sandbox.slack import forms, payloads, screen
from integrations.sandbox.slack.delivering import Delivered, Delivering
from integrations.sandbox.slack.state import Channel, Message, Tree, View
from integrations.sandbox.slack.views import Views
from integrations.sandbox.slack.workspace import BOT_USER, Workspace

SECONDS = 5.0


class Person:
    """Steps that cannot be done as things are raise LookupError, with what is there instead."""

    def __init__(
        self, workspace: Workspace, delivering: Delivering, views: Views, user_id: str
    ) -> None:
        self._workspace = workspace
        self._delivering = delivering
        self._views = views
        self.user = workspace.users[user_id]
        # What Slack itself tells them, such as that an application did not answer.
        self.troubles: list[str] = []

    # What they do

    def writes(
        self, channel_id: str, words: str, under: Message | None = None, files: tuple[str, ...] = ()
    ) -> Message:
        channel = self._workspace.channels[channel_id]
        thread = None if under is None else under.ts
        message = self._workspace.say(channel, self.user.id, words, thread_ts=thread, files=files)
        if BOT_USER in channel.members:
            self._delivering.event(payloads.message_event(self._workspace, message))
        return message

    def writes_to_app(self, words: str, *files: str) -> Message:
        return self.writes(self._workspace.direct(self.user.id).id, words, files=files)

    def edits(self, message: Message, words: str) -> Self:
        before = message.text
        with self._workspace.changing():
            message.text, message.edited_ts = words, self._workspace.new_ts()
        self._delivering.event(payloads.changed_event(self._workspace, message, before))
        return self

    def deletes(self, message: Message) -> Self:
        with self._workspace.changing():
            message.deleted = True
        self._delivering.event(payloads.deleted_event(self._workspace, message))
        return self

    def joins(self, channel_id: str) -> Self:
        channel = self._workspace.channels[channel_id]
        with self._workspace.changing():
            channel.members.add(self.user.id)
        self._delivering.event(payloads.joined_event(self._workspace, channel, self.user.id))
        return self

    def opens_home(self) -> Self:
        self._delivering.event(payloads.home_event(self._workspace, self.user.id))
        return self

    def clicks(self, label: str, about: str = "") -> Self:
        """The newest button of this label that they see: in a modal before them, else in a message
        or on the home whose words hold `about`."""
        self._interact(self._pressed(label, about))
        return self

    def presses_again(self, payload: Tree) -> Delivered:
        """The same interaction once more, as a network that repeats it would."""
        return self._delivering.interaction(payload)

    def commands(self, name: str, words: str = "", channel_id: str = "") -> Self:
        channel = self._workspace.channels.get(channel_id) or self._workspace.direct(self.user.id)
        url = self._response_url(channel)
        form = payloads.command(self._workspace, self.user, name, words, channel, url)
        done = self._delivering.command(form)
        if self._answered(done, f"{name} failed with the error") and done.body:
            self._workspace.say(channel, BOT_USER, _text(done.body), seen_by=self.user.id)
        return self

    def shortcut(self, callback_id: str, message: Message | None = None) -> Self:
        there = None if message is None else self._workspace.channels[message.channel]
        url = "" if there is None else self._response_url(there)
        payload = payloads.shortcut(self._workspace, self.user, callback_id, message, url)
        self._interact(payload)
        return self

    def types(self, label: str, words: str) -> Self:
        forms.type_in(self._before_them(), label, words)
        return self

    def chooses(self, label: str, option: str) -> Self:
        forms.choose(self._before_them(), label, option)
        return self

    def submits(self) -> Self:
        view = self._before_them()
        done = self._delivering.interaction(self.submission())
        if self._answered(done, "We had some trouble connecting. Try again?"):
            forms.answered(self._workspace, self._views, view, done.body)
        return self

    def submission(self) -> Tree:
        """What sending the form before them says. Raises LookupError where a field is missing."""
        view = self._before_them()
        forms.fill(view)
        return payloads.submission(self._workspace, self.user, view)

    def closes(self) -> Self:
        with self._workspace.changing():
            self._workspace.modals.pop(self.user.id, None)
        return self

    # What they see

    def sees(self, words: str, seconds: float = SECONDS) -> str:
        """All that they see, as soon as `words` are in it. Raises AssertionError if they do not
        come."""
        if not self._workspace.wait(lambda: words in self.screen(), seconds):
            raise AssertionError(f"{self.user.name} does not see {words!r} in:\n{self.screen()}")
        return self.screen()

    def waits_for(self, found: Callable[[Self], bool], seconds: float = SECONDS) -> Self:
        if not self._workspace.wait(lambda: found(self), seconds):
            raise AssertionError(f"{self.user.name} waits in vain, before:\n{self.screen()}")
        return self

    def screen(self) -> str:
        parts = [screen.of_message(each) for each in self.messages()]
        home = self._workspace.homes.get(self.user.id)
        views = [home, self._workspace.modal(self.user.id)]
        return "\n\n".join(
            [*parts, *(screen.of_view(each) for each in views if each), *self.troubles]
        )

    def messages(self) -> list[Message]:
        """Those of all their channels that they may see, oldest first."""
        mine = (each for each in self._workspace.channels.values() if self.user.id in each.members)
        seen = [message for channel in mine for message in channel.messages]
        return sorted(
            (each for each in seen if not each.deleted and each.seen_by in (None, self.user.id)),
            key=lambda each: each.ts,
        )

    def whispers(self) -> list[str]:
        """What was shown to them alone, oldest first."""
        return [screen.of_message(each) for each in self.messages() if each.seen_by]

    @property
    def modal(self) -> View | None:
        return self._workspace.modal(self.user.id)

    @property
    def home(self) -> str:
        there = self._workspace.homes.get(self.user.id)
        return screen.of_view(there) if there else ""

    def press_of(self, label: str, about: str = "") -> Tree:
        """What a press would say, without pressing."""
        return self._pressed(label, about)

    def _pressed(self, label: str, about: str) -> Tree:
        modal = self.modal
        if modal is not None:
            return self._in_view(modal, label)
        for message in reversed(self.messages()):
            if about in screen.of_message(message):
                for element, block_id in screen.buttons(message.blocks):
                    if screen.label(element) == label:
                        return self._in_message(message, element, block_id)
        home = self._workspace.homes.get(self.user.id)
        if home is not None:
            return self._in_view(home, label, about)
        raise LookupError(f"There is no button {label!r} in:\n{self.screen()}")

    def _in_message(self, message: Message, element: Tree, block_id: str) -> Tree:
        url = self._response_url(self._workspace.channels[message.channel])
        there = payloads.in_message(self._workspace, message, url)
        return payloads.action(self._workspace, self.user, element, block_id) | there

    def _in_view(self, view: View, label: str, about: str = "") -> Tree:
        for element, block_id in screen.buttons(view.view["blocks"]):
            if screen.label(element) == label and about in json.dumps(element):
                pressed = payloads.action(self._workspace, self.user, element, block_id)
                return pressed | payloads.in_view(view)
        raise LookupError(f"There is no button {label!r} in:\n{screen.of_view(view)}")

    def _interact(self, payload: Tree) -> None:
        self._answered(self._delivering.interaction(payload), "This app did not respond.")

    def _answered(self, done: Delivered, trouble: str) -> bool:
        if done.status != 200:
            with self._workspace.changing():
                self.troubles.append(trouble)
        return done.status == 200

    def _before_them(self) -> View:
        if self.modal is None:
            raise LookupError(f"{self.user.name} has no modal before them.")
        return self.modal

    def _response_url(self, channel: Channel) -> str:
        return self._workspace.new_response_url(channel.id, self.user.id)


def _text(body: bytes) -> str:
    try:
        return str(json.loads(body).get("text", ""))
    except ValueError:
        return body.decode("utf-8", "replace")
