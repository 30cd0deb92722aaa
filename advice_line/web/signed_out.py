"""A request of somebody who is signed in no more: to the sign-in page and back, and nothing that
they had typed is lost. A record becomes their draft; any other form comes back in the answer."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from advice_line.errors import AdviceLineError
from advice_line.trust.api_keys import NoKey
from advice_line.web import form_tokens, problem_json
from advice_line.web.access import SecondFactorFirst, Visit, address_of, site_of, typed
from advice_line.web.frames import bare_frame
from advice_line.web.going_on import page_of_ours, with_next
from advice_line.web.rendering import page
from advice_line.web.route_table import BY_KEY
from advice_line.web.sent_forms import Sent, sent

SECOND = "/signin/second"
_OF_ROTA = "/rota/"
_BY_CODE = ("/q/", "/you/tracers/")
_OF_PRACTICE = "/practice"
_RECORD = (("POST", "/desk/{reference}/record"), ("POST", "/desk/{reference}/draft"))
# What a page puts into a form by itself is not lost with it.
_NOT_TYPED = frozenset({form_tokens.FIELD, "version", "minutes"})
# A file is chosen again on the page that has the form for it.
_CHOSEN_ON = {"/rota/import": "/rota/files"}


async def answer(request: Request, error: Exception) -> Response:
    path = request.url.path
    if path.startswith("/api/"):
        return _no_page(request, error)
    if path.startswith(_BY_CODE):
        return await _code_ran_out(request)
    by_itself = "hx-request" in request.headers
    kept = address_of(request) in _RECORD and await _keep_late(request)
    if isinstance(error, SecondFactorFirst):
        door = SECOND
    else:
        door = "/practice/signin" if path.startswith(_OF_PRACTICE) else "/signin"
    to = with_next(door, _page_of(path, up=by_itself))
    if by_itself:
        # A redirect would be followed into the middle of the page that asked; and what was not
        # kept is on that page alone.
        lost = request.method == "POST" and not kept
        return Response(status_code=403, headers={} if lost else {"hx-redirect": to})
    if request.method == "POST" and not kept:
        form = await sent(request)
        if _to_keep(path, form):
            return await run_in_threadpool(_signed_out, request, form, to)
    return RedirectResponse(to, status_code=303)


def _no_page(request: Request, error: Exception) -> Response:
    """A program's, which may have forgotten its key."""
    if address_of(request) not in BY_KEY:
        return JSONResponse({"error": str(error)}, status_code=401)
    if problem_json.wanted(request):
        return problem_json.told(NoKey(), 401, {})
    said = f"{error} A system sends a key of its organisation: Authorization: Bearer KEY."
    return problem_json.keyless(said)


async def _code_ran_out(request: Request) -> Response:
    """A practice, or who asked: they are known by a code, which they ask for at the link."""
    token = request.path_params["token"]
    place = next(each for each in _BY_CODE if request.url.path.startswith(each))
    link = f"{place}{token}"
    if request.method == "POST":
        form = await sent(request)
        if _to_keep(request.url.path, form):
            return await run_in_threadpool(_signed_out, request, form, link, by_code=True)
    return RedirectResponse(link, status_code=303)


def _to_keep(path: str, form: Sent) -> bool:
    """A form of ours in which anything was typed or, on the rota, chosen by a button."""
    typed_any = any(value for name, value in form.fields.items() if name not in _NOT_TYPED)
    return form_tokens.FIELD in form.fields and (typed_any or path.startswith(_OF_ROTA))


def _signed_out(request: Request, form: Sent, sign_in: str, *, by_code: bool = False) -> Response:
    """With all that was typed, to be sent again by the same person on the same browser. It is in
    this page and nowhere else: not in an address, a cookie or the database."""
    site = site_of(request)
    return page(
        "public/signed_out.html",
        bare_frame(site, site.clock.now()),
        status=401,
        sign_in=sign_in,
        action=request.url.path,
        fields=list(form.fields.items()),
        file=form.file,
        by_code=by_code,
    )


async def _keep_late(request: Request) -> bool:
    """Whether what was typed is a draft now: of whom it is must be beyond doubt."""
    visit: Visit = request.state.visit
    form = await typed(request, visit)
    if visit.session is None:
        return False
    whose = await run_in_threadpool(visit.site.signing_in.lapsed, visit.session)
    if whose is None or not visit.holds(form, whose=whose):
        return False
    keep, reference = visit.site.records.keep_late, request.path_params["reference"]
    try:
        await run_in_threadpool(keep, visit.session, reference, form)
    except AdviceLineError:
        return False
    return True


def _page_of(path: str, *, up: bool) -> str | None:
    """Where somebody goes on after signing in: to the page that they asked for or, where what they
    sent is none or only a part of one (`up`), to the one on which it stood."""
    if path in _CHOSEN_ON:
        return _CHOSEN_ON[path]
    parts = path.strip("/").split("/")
    if len(parts) == 3 and parts[2] in ("record", "draft"):
        return page_of_ours(f"/desk/{parts[1]}/record")
    above = ["/" + "/".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return next((each for each in above[1 if up else 0 :] if page_of_ours(each)), None)
