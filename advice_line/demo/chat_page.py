"""The hospital's Slack on the demonstration's page: what one person sees and does there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from advice_line.demo import chat_markup, fictional, workplace
from advice_line.demo.people import BY_KEY
from advice_line.demo.stage import Stage
from advice_line.errors import Invalid, Problem
from advice_line.web import words
from integrations.sandbox.slack import screen
from integrations.sandbox.slack.people import Person
from integrations.sandbox.slack.state import Message, Tree, View

Body = Mapping[str, Any]
WARD = "ward"
_COMMAND = "/hotdoc"
_GONE = "That stands there no more. The page shows how it is now."


def shown(stage: Stage, who: str) -> dict[str, Any]:
    """SLACK of the page: of whoever takes the first card where nobody has this key."""
    person = _person(stage, who)
    modal = person.modal
    return {
        "messages": [_message(stage, each) for each in reversed(person.messages())],
        "form": _form(stage, modal) if modal is not None else None,
    }


@dataclass(frozen=True)
class ChatActs:
    """Each raises `errors.Invalid` for what nobody could do there, and gives what Slack itself says
    to them, such as that nobody answered."""

    stage: Stage

    def each(self) -> Mapping[str, Callable[[Body], str | None]]:
        return {
            "slack_press": self.presses,
            "slack_send": self.sends,
            "slack_close": self.closes,
            "slack_ask": self.asks,
        }

    def presses(self, body: Body) -> str | None:
        person = self._who(body)
        wanted = str(body.get("message", ""))
        message = next((each for each in person.messages() if each.ts == wanted), None)
        if message is None or person.modal is not None:
            raise Invalid([Problem("message", _GONE)])
        return _done(person, lambda: person.clicks(str(body["button"]), screen.of_message(message)))

    def sends(self, body: Body) -> str | None:
        person = self._who(body)
        given = body.get("given")
        if person.modal is None or not isinstance(given, dict):
            raise Invalid([Problem("given", _GONE)])
        fields = {each["label"]: each["options"] for each in _fields(person.modal)}

        def fill() -> None:
            for label, value in given.items():
                if value and fields[label]:
                    person.chooses(label, str(value))
                elif value:
                    person.types(label, str(value))
            person.submits()

        return _done(person, fill)

    def closes(self, body: Body) -> None:
        self._who(body).closes()

    def asks(self, body: Body) -> str | None:
        person = self._who(body)
        return _done(person, lambda: person.commands(_COMMAND))

    def _who(self, body: Body) -> Person:
        self.stage.keep_time()
        return _person(self.stage, str(body.get("slack", "")))


def _person(stage: Stage, who: str) -> Person:
    known = BY_KEY.get(who)
    return stage.slack.person(known.slack_user if known else workplace.WARD)


def _done(person: Person, do: Callable[[], object]) -> str | None:
    try:
        do()
    except KeyError as error:
        raise Invalid([Problem("given", _GONE)]) from error
    except LookupError as error:
        raise Invalid([Problem("given", str(error).partition("\n")[0])]) from error
    return " ".join(person.troubles) or None


def _message(stage: Stage, message: Message) -> dict[str, Any]:
    workspace = stage.slack.workspace
    channel = workspace.channels[message.channel]
    at = datetime.fromtimestamp(float(message.ts), UTC)
    return {
        "id": message.ts,
        "from": workspace.users[message.user].name,
        "where": "a direct message" if channel.is_im else f"#{channel.name}",
        "alone": message.seen_by is not None,
        "at_words": words.clock_time(at, fictional.TIME_ZONE),
        **_said(stage, message.blocks or [_in_text(message)]),
    }


def _in_text(message: Message) -> Tree:
    return {"type": "section", "text": {"type": "mrkdwn", "text": message.text}}


def _said(stage: Stage, blocks: list[Tree]) -> dict[str, Any]:
    """The words of these blocks, and the buttons below them."""
    acts = [each for each in blocks if each["type"] == "actions"]
    texts = list(screen.texts([each for each in blocks if each["type"] != "actions"]))
    return {
        "words": chat_markup.drawn(texts, stage.public_url),
        "buttons": [_button(stage, element) for element, _ in screen.buttons(acts)],
    }


def _button(stage: Stage, element: Tree) -> dict[str, str | None]:
    link = chat_markup.path_of(element.get("url"), stage.public_url)
    return {"label": screen.label(element), "link": link}


def _form(stage: Stage, view: View) -> dict[str, Any]:
    said = [each for each in view.view["blocks"] if each["type"] != "input"]
    return {
        "id": view.id,
        "title": view.title,
        "fields": _fields(view),
        "send": view.view.get("submit", {}).get("text"),
        "close": view.view.get("close", {}).get("text", "Close"),
        "faults": list(view.faults.values()),
        **_said(stage, said),
    }


def _fields(view: View) -> list[dict[str, Any]]:
    return [
        {
            "label": block["label"]["text"],
            "hint": block.get("hint", {}).get("text"),
            "options": [each["text"]["text"] for each in block["element"].get("options", [])],
        }
        for block in view.view["blocks"]
        if block["type"] == "input"
    ]
