"""Filling in a modal, and what becomes of it when it is sent."""

import json
from typing import Any

from integrations.sandbox.slack.state import Tree, View
from integrations.sandbox.slack.views import Views
from integrations.sandbox.slack.workspace import Workspace

_CHOICES = ("static_select", "radio_buttons")


def type_in(view: View, label: str, words: str) -> None:
    block = _input(view, label)
    element = block["element"]
    longest = element.get("max_length", 3000)
    if element["type"] != "plain_text_input" or len(words) > longest:
        raise LookupError(f"{label!r} takes no such words: {element['type']}, {longest}")
    _give(view, block, {"type": "plain_text_input", "value": words})


def choose(view: View, label: str, option: str) -> None:
    block = _input(view, label)
    options = block["element"].get("options", [])
    chosen = next((each for each in options if each["text"]["text"] == option), None)
    if chosen is None:
        raise LookupError(f"{label!r} offers no {option!r} but {options}")
    _give(view, block, {"type": block["element"]["type"], "selected_option": chosen})


def fill(view: View) -> None:
    """What was there from the beginning counts as given. Raises LookupError where something that
    is required is missing: Slack itself does not send such a form."""
    for block in view.view["blocks"]:
        if block["type"] != "input":
            continue
        given = view.given.get(block["block_id"])
        if given is None:
            _give(view, block, _initial(block["element"]))
        if not block.get("optional") and _empty(view, block):
            raise LookupError(f"{block['label']['text']!r} is required.")


def answered(workspace: Workspace, views: Views, view: View, body: bytes) -> None:
    """As Slack takes the answer: https://docs.slack.dev/surfaces/modals#response_actions"""
    said = json.loads(body) if body.strip() else {}
    match said.get("response_action"):
        case "errors":
            _fault(workspace, view, said["errors"])
        case "update":
            views.replace(view, said["view"])
        case "clear":
            _close(workspace, view, whole=True)
        case None:
            _close(workspace, view, whole=False)
        case other:
            raise LookupError(f"There is no response_action {other!r}.")


def _fault(workspace: Workspace, view: View, errors: dict[str, str]) -> None:
    inputs = {each["block_id"] for each in view.view["blocks"] if each["type"] == "input"}
    if not errors or not set(errors) <= inputs:
        raise LookupError(f"Errors name blocks that are no inputs: {errors}")
    with workspace.changing():
        view.faults = errors


def _close(workspace: Workspace, view: View, *, whole: bool) -> None:
    with workspace.changing():
        stack = workspace.modals.get(view.user, [])
        if whole:
            stack.clear()
        elif view in stack:
            stack.remove(view)


def _input(view: View, label: str) -> Tree:
    inputs: list[Tree] = [each for each in view.view["blocks"] if each["type"] == "input"]
    for block in inputs:
        if block["label"]["text"] == label:
            return block
    raise LookupError(f"There is no field {label!r} but {[b['label']['text'] for b in inputs]}")


def _give(view: View, block: Tree, given: Tree) -> None:
    view.given[block["block_id"]] = {block["element"].get("action_id", ""): given}


def _initial(element: Tree) -> Tree:
    kind = element["type"]
    if kind in _CHOICES:
        return {"type": kind, "selected_option": element.get("initial_option")}
    return {"type": kind, "value": element.get("initial_value")}


def _empty(view: View, block: Tree) -> bool:
    (given,) = view.given[block["block_id"]].values()
    value: Any = given.get("value") or given.get("selected_option")
    return not value
