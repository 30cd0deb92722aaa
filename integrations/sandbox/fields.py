"""Reading the fields of REST requests, and cutting lists into the vendor's pages."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from integrations.sandbox.records import Form
from integrations.sandbox.refusals import Refusal, RestAnswer

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_PAGE_SIZE = 50


class Fields:
    """A form or query; a field that is not there reads as empty."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def __getitem__(self, name: str) -> str:
        return next((value for key, value in self._form if key == name), "")

    def all(self, name: str) -> list[str]:
        return [value for key, value in self._form if key == name]

    def names(self) -> list[str]:
        return [name for name, _ in self._form]

    def without(self, *names: str) -> Form:
        return [(name, value) for name, value in self._form if name not in names]


def telephone(value: str, code: int, name: str) -> str:
    """`value` where it is a number in E.164. Raises Refusal with `code`."""
    if not _E164.fullmatch(value):
        raise Refusal(400, code, f"The '{name}' number {value} is not a valid phone number.")
    return value


def moment(asked: Fields, name: str, at: datetime | None) -> bool:
    """Whether `at` satisfies `name`, `name<` (on or before) and `name>` (on or after)."""
    bounds = [(sign, asked[name + sign]) for sign in ("", "<", ">") if asked[name + sign]]
    if not bounds:
        return True
    if at is None:
        return False
    return all(_holds(sign, at, _bound(bound)) for sign, bound in bounds)


def _bound(text: str) -> datetime:
    """A day alone is its midnight in UTC."""
    bound = datetime.fromisoformat(text)
    return bound if bound.tzinfo else bound.replace(tzinfo=UTC)


def paged(key: str, items: Sequence[Any], asked: Fields, path: str) -> RestAnswer:
    size, page = int(asked["PageSize"] or _PAGE_SIZE), int(asked["Page"] or 0)
    start, end = page * size, (page + 1) * size
    others = asked.without("Page", "PageToken", "PageSize")

    def link(number: int) -> str:
        token = f"PA{number}"
        query = [*others, ("PageSize", size), ("Page", number), ("PageToken", token)]
        return f"{path}?{urlencode(query)}"

    return RestAnswer.of(
        200,
        {
            key: list(items[start:end]),
            "page": page,
            "page_size": size,
            "start": start,
            "end": min(end, len(items)) - 1 if items else 0,
            "first_page_uri": link(0),
            "next_page_uri": link(page + 1) if end < len(items) else None,
            "previous_page_uri": link(page - 1) if page else None,
            "uri": link(page),
        },
    )


def _holds(sign: str, at: datetime, bound: datetime) -> bool:
    if sign == "<":
        return at <= bound
    if sign == ">":
        return at >= bound
    return at.date() == bound.date()
