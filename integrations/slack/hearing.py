"""What somebody did in Slack is put to the desk, and they are told what came of it."""

import json
import logging
import threading
from collections import OrderedDict
from typing import Any

from advice_line.errors import Busy, DeliveryFailed
from advice_line.ports.chat import ChatRefusal, ChatSender, QueryAct
from advice_line.ports.chat_desk import (
    ActChosen,
    AskWanted,
    ChatAnswer,
    ChatDesk,
    ChatEvent,
    ChatForm,
    DirectWords,
    FormSent,
    HomeOpened,
    Mend,
    Refused,
    ThreadWords,
    WordsChanged,
)
from integrations.slack import answers, forms, reading
from integrations.slack.place import Place, Telling
from integrations.slack.workspace import Profile, SlackWorkspace

log = logging.getLogger(__name__)

Tree = dict[str, Any]
ASK_TITLE = "Ask radiology"
TITLES = {
    QueryAct.CLAIM: "Claim",
    QueryAct.ASK_BACK: "Ask back",
    QueryAct.PASS_ON: "Pass on",
    QueryAct.ANSWER: "Answer",
    QueryAct.CLOSE: "Close",
    QueryAct.NOTE: "Note",
}
# Of so many things the keys are remembered, so that nobody is told twice of one that came twice.
_REMEMBERED = 2000


class Hearing:
    """Implements `ports.chat_desk.ChatReader`. Safe in several threads at once."""

    def __init__(
        self, desk: ChatDesk, sender: ChatSender, telling: Telling, workspace: SlackWorkspace
    ) -> None:
        self._desk = desk
        self._sender = sender
        self._telling = telling
        self._workspace = workspace
        self._taken: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, key: str, body: Tree) -> None:
        """Raises `errors.Busy`."""
        self._desk.keep(key, json.dumps(body))

    def again(self, envelope: str) -> None:
        body: Tree = json.loads(envelope)
        event = reading.read(body, self._workspace.is_outside)
        if event is None:
            return
        place = _without_trigger(Place.of(body))
        try:
            self._put(event, place)
        except DeliveryFailed as error:
            if isinstance(event, DirectWords) and error.code != ChatRefusal.ACCOUNT_GONE:
                raise  # they may have been refused: nothing shows it but what its writer is told
            # The desk has it; whoever did it sees it on the card.
            log.warning("nobody could be told: %s", error.code)

    def hear(self, key: str, body: Tree) -> None:
        """What was acknowledged already: whatever fails is recorded, and its person told."""
        if not self._take(key):
            return
        kept = reading.is_worth_keeping(body)
        try:
            event = reading.read(body, self._workspace.is_outside)
            if event is not None:
                self._put(event, Place.of(body))
        except Exception as error:  # nothing above a lazy function would hear of it
            self._taken.pop(key, None)
            self._failed(error, body, answers.AGAIN if kept else answers.NOT_DONE)
            return
        if kept:
            self._finish(key)

    def form_sent(self, body: Tree) -> Tree:
        """What Slack is answered for a form that was sent: it waits for it, three seconds."""
        view = body["view"]
        try:
            event = reading.read(body, self._workspace.is_outside)
            assert isinstance(event, FormSent)
            return _of_form(self._desk.form_sent(event), view)
        except Busy:
            return _stays_open(view, answers.NOT_SENT)
        except Exception as error:  # the form stays open, with all that was typed
            _record(error)
            return _stays_open(view, answers.FAULT)

    def _put(self, event: ChatEvent, place: Place) -> None:
        match event:
            case ActChosen():
                self._act(event, place)
            case AskWanted():
                self._ask(event, place)
            case HomeOpened():
                self._sender.show_home(event.account, self._desk.home(event))
            case ThreadWords():
                self._tell(place, self._desk.thread_words(event))
            case DirectWords():
                self._tell(place, self._desk.direct_words(event))
            case WordsChanged():
                self._tell(place, self._desk.words_changed(event))

    def _act(self, event: ActChosen, place: Place) -> None:
        """A form needs its modal open before the desk is asked, for its trigger does not wait."""
        view_id = None
        if place.trigger and (event.act is not QueryAct.CLAIM or not place.channel):
            view_id = self._telling.opened(place, TITLES[event.act])
            if view_id is None:
                return
        answer = self._desk.act(event)
        self._show(place, view_id, answer, TITLES[event.act], Profile())
        if not place.channel:
            home = HomeOpened(f"{event.key}:home", event.account, event.outside)
            self._sender.show_home(event.account, self._desk.home(home))

    def _ask(self, event: AskWanted, place: Place) -> None:
        view_id = self._telling.opened(place, ASK_TITLE) if place.trigger else None
        if view_id is None:
            return
        profile = self._workspace.profile(event.account)
        self._show(place, view_id, self._desk.ask_wanted(event), ASK_TITLE, profile)

    def _show(
        self, place: Place, view_id: str | None, answer: ChatAnswer, title: str, profile: Profile
    ) -> None:
        if isinstance(answer, ChatForm):
            if view_id is None:
                self._telling.whisper(place, answers.PRESS_AGAIN)
            else:
                view = forms.form_view(answer, profile.name, profile.address)
                self._telling.fill(view_id, view)
        elif view_id is not None:
            self._telling.fill(view_id, answers.modal(answer, title))
        else:
            self._telling.answer(place, answer)

    def _tell(self, place: Place, answer: answers.Said | None) -> None:
        if answer is not None:
            self._telling.answer(place, answer)

    def _take(self, key: str) -> bool:
        """Whether this is the first copy that comes to this process."""
        with self._lock:
            if key in self._taken:
                return False
            self._taken[key] = None
            if len(self._taken) > _REMEMBERED:
                self._taken.popitem(last=False)
            return True

    def _finish(self, key: str) -> None:
        try:
            self._desk.finished(key)
        except Busy:
            # It is handed on once more, and changes nothing then.
            log.warning("what is done could not be marked as done")

    def _failed(self, error: Exception, body: Tree, words: str) -> None:
        _record(error)
        try:
            self._telling.whisper(Place.of(body), words)
        except (DeliveryFailed, LookupError, TypeError):
            log.warning("nobody could be told that it failed")


def _of_form(answer: ChatAnswer, view: Tree) -> Tree:
    title = view["title"]["text"]
    if isinstance(answer, ChatForm):
        return {"response_action": "update", "view": forms.form_view(answer)}
    if isinstance(answer, Mend) and forms.has_fields(view):
        errors = forms.field_errors(answer.problems, view)
        return {"response_action": "errors", "errors": errors}
    return {"response_action": "update", "view": answers.modal(answer, title)}


def _stays_open(view: Tree, words: str) -> Tree:
    first = next((each for each in view["blocks"] if each.get("type") == "input"), None)
    if first is None:
        refused = Refused(words)
        return {"response_action": "update", "view": answers.modal(refused, view["title"]["text"])}
    return {"response_action": "errors", "errors": {first["block_id"]: words}}


def _without_trigger(place: Place) -> Place:
    return Place(place.account, place.channel, place.thread, "")


def _record(error: Exception) -> None:
    """As what it failed and not with which words: those may be somebody's."""
    code = error.code if isinstance(error, DeliveryFailed) else ""
    log.error("what was done in the chat failed: %s %s", type(error).__name__, code)
