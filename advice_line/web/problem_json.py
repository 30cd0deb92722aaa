"""Errors as clinical systems read them: problem+json (RFC 9457), with each fault and where it is.

{"type": "about:blank", "title": "Unprocessable Content", "status": 422, "detail": "…",
 "errors": [{"pointer": "/question", "detail": "…"}]}
"""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from advice_line.errors import AdviceLineError, Invalid
from advice_line.trust.api_keys import NoKey
from advice_line.web import error_data

MEDIA_TYPE = "application/problem+json"
_API = "/api/v1/"
_QUERIES = f"{_API}queries"
_STAFF_READ = ("GET", "HEAD")
SAID = {
    404: "There is nothing here.",
    405: "This address takes no such request.",
    413: "This is too long. A question has room for 40 MB of files, everything else for 256 kB.",
    500: "The fault is ours.",
}
_CHALLENGE = {"www-authenticate": 'Bearer realm="advice-line"'}


def wanted(request: Request) -> bool:
    """Whether a system asks: staff read queries at the same addresses, without a key. One that
    missed the address is told so in the same way."""
    path = request.url.path
    if not path.startswith(_QUERIES):
        return path.startswith(_API) and "authorization" in request.headers
    deeper = path.removeprefix(_QUERIES).count("/") > 1
    return deeper or request.method not in _STAFF_READ or "authorization" in request.headers


def told(error: AdviceLineError, status: int, headers: Mapping[str, str]) -> Response:
    if isinstance(error, NoKey):
        return made(401, error.sentence, headers={**headers, **_CHALLENGE})
    if not isinstance(error, Invalid):
        return made(status, error.sentence, headers=headers)
    errors = [{"pointer": each.field, "detail": each.message} for each in error.problems]
    several = f"{len(errors)} things in it cannot be used. Each stands in `errors`."
    return made(status, several if len(errors) > 1 else error.sentence, errors, headers)


def keyless(said: str) -> Response:
    """To whoever might have brought a key, or signed in."""
    return made(401, said, headers=_CHALLENGE)


def made(
    status: int,
    detail: str | None = None,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    phrase = HTTPStatus(status).phrase
    content: dict[str, object] = {
        "type": "about:blank",
        "title": phrase,
        "status": status,
        "detail": detail or SAID.get(status, phrase),
    }
    if errors:
        content["errors"] = errors
    return JSONResponse(content, status, headers, media_type=MEDIA_TYPE)


def unreadable(error: RequestValidationError) -> Response:
    """A parameter of the address that is none."""
    errors = [{"pointer": field, "detail": said} for field, said in error_data.faults(error)]
    return made(422, "This cannot be used.", errors)
