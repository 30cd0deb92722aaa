"""The same thing sent again after a lost answer: done once, and answered as it was the first time.
Its key is whatever the system made up; what else comes under it is refused."""

import json
from typing import Any

from advice_line.errors import Invalid, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Work

SOURCE = "api"
HEADER = "Idempotency-Key"
LONGEST = 200
Json = dict[str, Any]


def checked(key: str | None) -> str:
    """Raises `errors.Invalid` for none, or one that is no key."""
    clean = (key or "").strip()
    if not clean or len(clean) > LONGEST or not clean.isascii() or not clean.isprintable():
        said = f"Send the header {HEADER}: 1 to {LONGEST} characters that you use for nothing else."
        raise Invalid([Problem(HEADER, said)])
    return clean


def before(work: Work, organisation: int, key: str, what: str, body: object) -> Json | None:
    """What was answered to this; None where it is new, and `keep` follows.

    Raises `errors.Invalid` where something else came under this key.
    """
    event = _event(work, organisation, key)
    if inbox.receive(work, SOURCE, event):
        return None
    kept = json.loads(inbox.answer_of(work, SOURCE, event) or "{}")
    if kept.get("of") != _mark(work, what, body):
        said = f"Something else was sent with this {HEADER}. Nothing was done: make up a new one."
        raise Invalid([Problem(HEADER, said)])
    answer: Json = kept["answer"]
    return answer


def keep(work: Work, organisation: int, key: str, what: str, body: object, answer: Json) -> Json:
    """`answer` holds nothing of a patient: it is kept open."""
    kept = json.dumps({"of": _mark(work, what, body), "answer": answer})
    inbox.keep(work, SOURCE, _event(work, organisation, key), kept)
    return answer


def arrival(work: Work, organisation: int, key: str) -> str:
    """By which the arrival is known for good."""
    return f"{SOURCE}:{_event(work, organisation, key)}"


def _event(work: Work, organisation: int, key: str) -> str:
    return work.vault.mark(f"{organisation}:{key}", "idempotency")


def _mark(work: Work, what: str, body: object) -> str:
    """Keyed: a hash that anybody can make would tell which patient it was about."""
    return work.vault.mark(f"{what} {json.dumps(body, sort_keys=True)}", "api-body")
