"""REST requests and answers against Twilio's own OpenAPI description."""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict

from integrations.sandbox.records import Form

_HOST = "https://api.twilio.com"
_FORM_TYPE = "application/x-www-form-urlencoded"
_REDUCED = "twilio_rest.json"
_ADDRESSES = frozenset({"Url", "StatusCallback", "HoldUrl", "AnnounceUrl"})
_FREE = frozenset({"To", "From", "FriendlyName", *_ADDRESSES})
_SINCE = frozenset({"StartTime>", "DateSent>", "DateCreated>"})
_ANY = re.compile(r"[A-Za-z0-9]+")
_SID = re.compile(r"[0-9a-f]{32}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

_Paths = list[tuple[re.Pattern[str], dict[str, Any]]]


@dataclass
class _Request:
    """A request in the shape openapi-core asks for; it fills in `parameters.path` itself."""

    method: str
    path: str
    parameters: RequestParameters
    body: bytes | None
    content_type: str
    host_url: str = _HOST


@dataclass
class _Answer:
    status_code: int
    data: bytes
    content_type: str = "application/json"
    headers: Headers = field(default_factory=Headers)


@dataclass(frozen=True)
class Operation:
    """`name` is the vendor's operationId, `ids` what stands in the path, `multiple` the fields
    that may be repeated."""

    name: str
    ids: Mapping[str, str]
    multiple: frozenset[str]


class NoSuchPath(Exception):
    """The vendor has no such resource, or not with this method."""


class NotAllowed(Exception):
    """A field or value the vendor's description does not know; the text says which."""


class Description:
    """The vendor's full description at `path`, or where TWILIO_OPENAPI says; without either the
    reduced one that comes with the miniature."""

    def __init__(self, path: Path | None = None) -> None:
        named = os.environ.get("TWILIO_OPENAPI")
        self._paths, self._api, self._good = _load(path or (Path(named) if named else None))

    def check(self, method: str, path: str, query: Form, form: Form) -> Operation:
        """Which operation this is. Raises NoSuchPath and NotAllowed."""
        operation, ids = self._operation(method, path)
        self._known_keys(operation, query, form)
        shape = (method, _SID.sub("sid", path), *(_shape(*each) for each in [*query, *form]))
        if shape not in self._good:
            found = self._api.unmarshal_request(_request(method, path, query, form))
            if found.errors:
                raise NotAllowed("; ".join(_reason(error) for error in found.errors))
            self._good.add(shape)
        return Operation(operation["operationId"], ids, _repeatable(operation))

    def check_answer(self, method: str, path: str, status: int, body: bytes) -> None:
        """Our own answers keep to the description too. Raises NotAllowed."""
        request = _request(method, path, [], [])
        errors = list(self._api.iter_response_errors(request, _Answer(status, body)))
        if errors:
            raise NotAllowed("; ".join(_reason(error) for error in errors))

    def _operation(self, method: str, path: str) -> tuple[dict[str, Any], dict[str, str]]:
        for pattern, item in self._paths:
            found = pattern.fullmatch(path)
            if found is not None and method.lower() in item:
                return item[method.lower()], found.groupdict()
        raise NoSuchPath(f"{method} {path}")

    @staticmethod
    def _known_keys(operation: dict[str, Any], query: Form, form: Form) -> None:
        """By hand, since openapi-core drops what it does not know without a word."""
        asked = {one["name"] for one in operation["parameters"] if one["in"] == "query"}
        for known, given in ((asked, query), (set(_fields(operation)), form)):
            strange = sorted({name for name, _ in given} - known)
            if strange:
                raise NotAllowed(f"{operation['operationId']} has no field {', '.join(strange)}.")
        names = [name for name, _ in form]
        twice = {name for name in names if names.count(name) > 1} - _repeatable(operation)
        if twice:
            raise NotAllowed(f"{operation['operationId']}: {sorted(twice)[0]} is given twice.")


@cache
def _load(path: Path | None) -> tuple[_Paths, OpenAPI, set[tuple[str, ...]]]:
    """Read once per process: checking the description itself takes a tenth of a second. The last
    are the shapes of requests that were found good since."""
    data = path or files("integrations.sandbox.data").joinpath(_REDUCED)
    tree: dict[str, Any] = _as_answered(json.loads(data.read_text("utf-8")))
    paths = [(_pattern(name), item) for name, item in tree["paths"].items()]
    # openapi-core refuses every query field whose format it has no reader for.
    readers: dict[str, Callable[[Any], Any]] = dict.fromkeys(_formats(tree), str)
    return paths, OpenAPI.from_dict(tree, config=Config(extra_format_unmarshallers=readers)), set()


def _as_answered(tree: Any) -> Any:
    """The vendor describes the addresses of its pages as whole ones, and answers with paths. What
    else is described so is a whole address or a path as well."""
    if isinstance(tree, list):
        return [_as_answered(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    kept = {name: _as_answered(one) for name, one in tree.items()}
    return kept | {"format": "uri-reference"} if kept.get("format") == "uri" else kept


def _formats(tree: Any) -> set[str]:
    """The name of every format in the description, the vendor's own among them."""
    if isinstance(tree, list):
        return {name for one in tree for name in _formats(one)}
    if not isinstance(tree, dict):
        return set()
    own = {tree["format"]} if isinstance(tree.get("format"), str) else set()
    return own | {name for one in tree.values() for name in _formats(one)}


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template)))


def _shape(name: str, value: str) -> str:
    """Of a field that holds anybody's number, words or address, or an instant, how it looks; of
    every other one its value. What was found good once in this shape is good again: asking takes
    10 ms."""
    if name == "Body":
        return f"{name}={'words' if value else ''}"
    if name in _SINCE and _is_instant(value):
        return f"{name}=instant"
    return f"{name}={_ANY.sub('a', value) if name in _FREE else _SID.sub('sid', value)}"


def _is_instant(value: str) -> bool:
    """One that the calendar has."""
    try:
        return _INSTANT.fullmatch(value) is not None and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _fields(operation: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {})
    fields: dict[str, Any] = content.get(_FORM_TYPE, {}).get("schema", {}).get("properties", {})
    return fields


def _repeatable(operation: dict[str, Any]) -> frozenset[str]:
    fields = _fields(operation).items()
    return frozenset(name for name, kind in fields if kind.get("type") == "array")


def _request(method: str, path: str, query: Form, form: Form) -> _Request:
    posts = method == "POST"
    return _Request(
        method=method.lower(),
        path=path,
        parameters=RequestParameters(
            query=ImmutableMultiDict(query), header=Headers({"Authorization": "Basic -"})
        ),
        body=urlencode(form).encode() if posts else None,
        content_type=_FORM_TYPE if posts else "",
    )


def _reason(error: Exception) -> str:
    """The schema's own words, where openapi-core hides them in the cause."""
    cause = error.__cause__
    inner = [one.message for one in getattr(cause, "schema_errors", ())]
    return f"{error}: {'; '.join(inner)}" if inner else f"{error} {cause or ''}".strip()
