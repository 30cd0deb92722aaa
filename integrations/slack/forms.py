"""A form as a modal of Slack, and what somebody gave in one."""

from typing import Any

from advice_line.errors import Problem
from advice_line.ports.chat_desk import ChatField, ChatForm, FieldKind
from integrations.slack import blocks, marks
from integrations.slack.blocks import Block
from integrations.slack.marks import About, FormMark
from integrations.slack.wording import cut

_LABEL, _OPTION, _OPTIONS, _WORDS = 2000, 75, 100, 3000
_METADATA = 3000
_PROBLEM = 400


def form_view(form: ChatForm, name: str = "", address: str | None = None) -> Block:
    """`name` and `address` are those of the profile of who is to fill it in."""
    mark = FormMark(form.act, About(form.reference, form.version), name[:200], address)
    metadata = mark.to_metadata()
    if len(metadata) > _METADATA:
        metadata = FormMark(form.act, mark.about).to_metadata()
    intro = [blocks.said(form.intro)] if form.intro else []
    return blocks.modal(
        form.title,
        *intro,
        *(_input(each) for each in form.fields),
        close="Go back",
        submit=blocks.plain(form.send, blocks.TITLE),
        callback_id=marks.FORM,
        private_metadata=metadata,
    )


def given(view: dict[str, Any]) -> dict[str, str]:
    """By the name of each field; what was left empty is the empty string."""
    values = view.get("state", {}).get("values", {})
    return {name: _value(held.get(marks.GIVEN) or {}) for name, held in values.items()}


def has_fields(view: dict[str, Any]) -> bool:
    return any(each.get("type") == "input" for each in view["blocks"])


def field_errors(problems: tuple[Problem, ...], view: dict[str, Any]) -> dict[str, str]:
    """By block, as Slack shows them; a problem of no field stands at the first."""
    inputs = [each["block_id"] for each in view["blocks"] if each.get("type") == "input"]
    errors: dict[str, str] = {}
    for problem in problems:
        place = problem.field if problem.field in inputs else inputs[0]
        errors[place] = cut(f"{errors.get(place, '')} {problem.message}".strip(), _PROBLEM)
    return errors


def _input(field: ChatField) -> Block:
    made = {
        "type": "input",
        "block_id": field.name,
        "label": blocks.plain(field.label, _LABEL),
        "element": _choice(field) if field.kind is FieldKind.CHOICE else _words(field),
        "optional": not field.required,
    }
    return made | ({"hint": blocks.plain(field.hint, _LABEL)} if field.hint else {})


def _choice(field: ChatField) -> Block:
    options = [
        {"text": blocks.plain(each.label, _OPTION), "value": each.value}
        for each in field.choices[:_OPTIONS]
    ]
    chosen = [each for each in options if each["value"] == field.chosen]
    made: Block = {"type": "static_select", "action_id": marks.GIVEN, "options": options}
    return made | ({"initial_option": chosen[0]} if chosen else {})


def _words(field: ChatField) -> Block:
    longest = min(field.longest or _WORDS, _WORDS)
    return {
        "type": "plain_text_input",
        "action_id": marks.GIVEN,
        "multiline": True,
        "max_length": longest,
    }


def _value(held: dict[str, Any]) -> str:
    chosen = held.get("selected_option") or {}
    return str(held.get("value") or chosen.get("value") or "")
