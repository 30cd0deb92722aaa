"""Errors as answers: each of our tree its status and its page, in plain words.

    NotAllowed 403 · SignInFirst to the sign-in page · NotFound 404 · Conflict 409 · Expired 410 ·
    Invalid 422 · TooManyTries 429 with Retry-After · Busy and what the carrier delays 503

What somebody typed is not lost by an error: a busy answer carries it back to be sent again, and so
does the one to somebody who was signed out meanwhile; where somebody else was first, or what it was
about is gone, it stands on the page to be taken along.
"""

import secrets
import traceback
from collections.abc import Mapping, Sequence
from typing import cast

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from advice_line.desk.factors.keeping import ConfirmFirst
from advice_line.errors import (
    AdviceLineError,
    Busy,
    Conflict,
    DeliveryFailed,
    Expired,
    Invalid,
    NobodyLeft,
    NotAllowed,
    NotFound,
    Problem,
    TooManyTries,
)
from advice_line.trust.roles import CARRIER, NOBODY
from advice_line.web import (
    ask,
    cookies,
    error_data,
    form_tokens,
    guidance_uploads,
    own_question,
    problem_json,
    second_factor,
    security,
    signed_out,
)
from advice_line.web.access import SignInFirst, Visit, address_of, site_of
from advice_line.web.cookies import Cookies
from advice_line.web.directory import importing as directory_importing
from advice_line.web.frames import bare_frame, first_place
from advice_line.web.practice import reading as practice_reading
from advice_line.web.rendering import Frame, NavItem, page
from advice_line.web.rota import importing as rota_importing
from advice_line.web.route_table import Address
from advice_line.web.sent_forms import Sent, sent
from rota.errors import RotaError

BUSY_SECONDS = 5
# Fields in which people write something of their own that is kept nowhere else.
_WORDS = (
    *("said", "text", "number", "reason", "words", "note", "ask_back", "passing_on"),
    *("acknowledged_by", "answered_by", "cannot_act_reason", "read_back_by", "later_words"),
    *("spoke_to", "spoke_role", "agreed", "difference", "addendum_by", "found", "feedback"),
    *("question", "advice", "learning_point", "body", "comment", "answer"),
)
_TOO_LARGE = {
    rota_importing.PLACE: rota_importing.TOO_LARGE,
    directory_importing.PLACE: directory_importing.TOO_LARGE,
    guidance_uploads.FILES: guidance_uploads.TOO_LARGE,
    **dict.fromkeys((ask.SEND, own_question.WRITE, practice_reading.ANSWER), ask.TOO_LARGE),
}
_STATUSES: tuple[tuple[type[AdviceLineError], int], ...] = (
    (NotAllowed, 403),
    (NotFound, 404),
    (Conflict, 409),
    (Expired, 410),
    (Invalid, 422),
    (TooManyTries, 429),
    (Busy, 503),
    (DeliveryFailed, 503),
)
_log = structlog.get_logger()


def install(app: FastAPI) -> None:
    app.add_exception_handler(SignInFirst, signed_out.answer)
    app.add_exception_handler(ConfirmFirst, second_factor.first)
    app.add_exception_handler(AdviceLineError, _ours)
    app.add_exception_handler(RotaError, _of_rota)
    app.add_exception_handler(HTTPException, _of_routing)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(Exception, _fault)


def status_of(error: AdviceLineError) -> int:
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


async def _of_rota(request: Request, error: Exception) -> Response:
    """What no page foresaw, such as a day beyond the years that the calendar serves."""
    sentence = cast(RotaError, error).sentence
    return await _ours(request, Invalid([Problem("", sentence)], sentence))


async def _ours(request: Request, error: Exception) -> Response:
    ours = cast(AdviceLineError, error)
    status = status_of(ours)
    if status == 500:
        return await _fault(request, error)
    if isinstance(ours, NotAllowed):
        await run_in_threadpool(_note, request)
    headers = _retry_after(ours)
    if problem_json.wanted(request):
        return problem_json.told(ours, status, headers)
    if _wants_data(request):
        return JSONResponse(error_data.told(ours), status_code=status, headers=headers)
    if isinstance(ours, Busy) and request.method == "POST":
        return await run_in_threadpool(_again, request, await sent(request), headers)
    typed = await _typed(request, ours)
    return await run_in_threadpool(
        _page, request, status, ours.sentence, headers, ours.retry, typed, _heading(ours)
    )


def _heading(error: AdviceLineError) -> str | None:
    return "Nothing was changed" if isinstance(error, NobodyLeft) else None


def _note(request: Request) -> None:
    """Whoever is known by name and tried what they may not do stands in the trail."""
    visit: Visit | None = getattr(request.state, "visit", None)
    if visit is not None and visit.actor not in (NOBODY, CARRIER):
        visit.site.turned_away.note(visit.actor, *address_of(request))


async def _typed(request: Request, error: AdviceLineError) -> tuple[str, ...]:
    """The words of a form that was overtaken; never of one that was not made for this visitor."""
    if request.method != "POST" or not isinstance(error, Conflict | NotFound):
        return ()
    fields = (await sent(request)).fields
    visit: Visit | None = getattr(request.state, "visit", None)
    if visit is None or not visit.holds(fields):
        return ()
    return tuple(fields[name] for name in _WORDS if fields.get(name, "").strip())


def _retry_after(error: AdviceLineError) -> dict[str, str]:
    if isinstance(error, TooManyTries):
        return {"retry-after": str(error.retry_after)}
    return {"retry-after": str(BUSY_SECONDS)} if status_of(error) == 503 else {}


def _again(request: Request, form: Sent, headers: Mapping[str, str]) -> Response:
    """One moment please, with all that was typed, and a button that sends it again."""
    made = page(
        "public/busy.html",
        _bare(request),
        status=503,
        action=request.url.path,
        fields=list(form.fields.items()) if form_tokens.FIELD in form.fields else [],
        file=form.file,
    )
    made.headers.update(headers)
    return made


async def _of_routing(request: Request, error: Exception) -> Response:
    found = cast(HTTPException, error)
    if problem_json.wanted(request):
        # Of its own words only what is said of the JSON is ours.
        said = found.detail if found.status_code == 400 else None
        return problem_json.made(found.status_code, said, headers=found.headers)
    if _wants_data(request):
        return JSONResponse({"error": "There is nothing here."}, status_code=found.status_code)
    return await run_in_threadpool(
        _page, request, found.status_code, None, dict(found.headers or {})
    )


def too_long(request: Request, address: Address | None) -> Response:
    """Before anything is asked of the database, and whoever it is; `address` where there is a
    limit of its own."""
    if problem_json.wanted(request):
        return problem_json.made(413)
    if _wants_data(request):
        return JSONResponse({"error": "This is too long."}, status_code=413)
    context = _problem(413, None)
    context |= _TOO_LARGE.get(address[1], {}) if address else {}
    return page("public/problem.html", _bare(request), status=413, **context)


def _bare(request: Request) -> Frame:
    """Asks nothing of the database: who brings a session's cookie is not told to sign in."""
    site = site_of(request)
    known = Cookies(secure=site.secure).read(request.cookies, cookies.STAFF) is not None
    return bare_frame(site, site.clock.now(), sign_in=not known)


async def _unreadable(request: Request, error: Exception) -> Response:
    if problem_json.wanted(request):
        return problem_json.unreadable(cast(RequestValidationError, error))
    if _wants_data(request):
        return error_data.unreadable(cast(RequestValidationError, error))
    # What it holds is what was sent, and that must not come back in an answer or a log.
    return await run_in_threadpool(_page, request, 400, None, {})


async def _fault(request: Request, error: Exception) -> Response:
    """A fault of ours: where it failed and as what; its own words may hold what somebody typed."""
    reference = secrets.token_hex(4).upper()
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    _log.error(
        "page_failed",
        reference=reference,
        method=request.method,
        route=address_of(request)[1],
        error=type(error).__name__,
        where=" < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames)),
    )
    site = site_of(request)
    if problem_json.wanted(request):
        made: Response = problem_json.made(500, f"The fault is ours: {reference}.")
    elif _wants_data(request):
        made = JSONResponse({"error": "The fault is ours.", "reference": reference}, 500)
    else:
        made = page(
            "public/problem.html",
            _bare(request),
            status=500,
            **_problem(500, None, retry=True, reference=reference),
        )
    # The framework answers a fault outside our middleware.
    made.headers.update({**security.headers(https=site.https), "cache-control": "no-store"})
    return made


def _page(
    request: Request,
    status: int,
    sentence: str | None,
    headers: Mapping[str, str],
    retry: bool = False,
    typed: Sequence[str] = (),
    heading: str | None = None,
) -> Response:
    visit: Visit | None = getattr(request.state, "visit", None)
    back = None if visit is None else first_place(visit.actor)
    context = _problem(status, sentence, retry=retry, back=back, typed=typed)
    context |= {"heading": heading}
    frame = _bare(request) if visit is None or status == 503 else visit.frame()
    made = page("public/problem.html", frame, status=status, **context)
    made.headers.update(headers)
    return made


def _problem(
    status: int,
    sentence: str | None,
    *,
    retry: bool = False,
    reference: str | None = None,
    back: NavItem | None = None,
    typed: Sequence[str] = (),
) -> dict[str, object]:
    return {
        "number": status,
        "heading": None,
        "sentence": sentence,
        "back_href": back.href if back else None,
        "back_label": back.label if back else None,
        "retry": retry,
        "typed": typed,
        "reference": reference,
        "telephone": None,
        "mend": None,
    }


def _wants_data(request: Request) -> bool:
    return request.url.path.startswith("/api/")
