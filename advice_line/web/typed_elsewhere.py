"""What the author of a record has typed in the same draft on another device or page, shown beside
what they type here until they send."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.query import practices
from advice_line.desk.record import drafts
from advice_line.desk.record.drafts import Kept
from advice_line.errors import Problem
from advice_line.rules import record_form, typed_apart
from advice_line.rules.typed_apart import Page, Typed
from advice_line.web import labels

_NAME = 6
_PLACE = "typed-elsewhere"
_LABELS = record_form.LABELS | {
    drafts.ADDENDUM_REASON: "Why you add to it",
    practices.FIELD: "Which practice (its code)",
    practices.WORDS: "Which practice, as it was looked for",
}
NOTHING_SENT = Problem(
    _PLACE,
    "You have typed in this draft on another page too. Nothing was sent. "
    "Read it below, bring over what is to stay, then send again.",
)


@dataclass(frozen=True)
class Beside:
    at: datetime
    words: tuple[tuple[str, str], ...]


def shown(kept: Kept | None, form: Mapping[str, str], *, opened: bool = False) -> list[Beside]:
    """`form` is what this page holds; `opened`: it is filled by what was typed last."""
    here = _here(kept, form, opened=opened)
    return [Beside(each.at, _words(each, form)) for each in drafts.elsewhere(kept, here)]


def page(kept: Kept | None, sent: Mapping[str, str] | None) -> str:
    """What stands in the form of a page that shows all of it: one that is `sent` and comes back
    types on as itself."""
    newest = kept.typed[-1].number if kept else 0
    if sent is None:
        return str(Page(secrets.token_hex(_NAME), newest, newest))
    known = Page.read(sent.get(typed_apart.FIELD))
    return str(Page(known.name, known.opened_from, newest))


def _here(kept: Kept | None, form: Mapping[str, str], *, opened: bool) -> Mapping[str, str]:
    if not opened:
        return form
    return {**form, typed_apart.FIELD: page(kept, None)}


def _words(typed: Typed, form: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    lost = drafts.words(typed, form)
    return tuple((_LABELS[name], _said(name, words)) for name, words in lost.items())


def _said(name: str, value: str) -> str:
    """As its tile says it."""
    chosen = {each.value: each.label for each in labels.record_choices().get(name, ())}
    return chosen.get(value, {"yes": "Yes", "no": "No", "not_known": "Not known"}.get(value, value))
