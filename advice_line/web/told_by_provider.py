"""A provider of sign-ins says by itself that somebody has signed out there. No browser comes
here."""

from collections.abc import Callable, Mapping

from starlette.responses import JSONResponse, Response

from advice_line.trust.provider_sign_out import SignOutRefused
from advice_line.trust_kinds import SignInRefusal
from advice_line.web.access import Visit

_TOKEN = "logout_token"  # noqa: S105 # a field's name
_LONGEST = 20_000


def signed_out(visit: Visit, form: Mapping[str, str], take: Callable[[str], None]) -> Response:
    """Its signature says who it is. The answers are those of OpenID Connect Back-Channel Logout 1.0
    §2.8; 503 where its keys cannot be fetched, so that it may say so again. Whoever else comes here
    is counted by their address, as everybody who is not signed in: each refusal is a line of the
    trail."""
    visit.site.rates.of_address(visit.where, visit.now)
    try:
        take(form.get(_TOKEN, "")[:_LONGEST])
    except SignOutRefused as refused:
        down = refused.refusal is SignInRefusal.PROVIDER_DOWN
        said = {"error": "invalid_request", "error_description": refused.refusal.value}
        return JSONResponse(said, status_code=503 if down else 400)
    return Response(status_code=200)
