"""What the hospital's sign-in asks of this service by itself: its public keys, and to be told that
somebody has signed out there. No browser comes here."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from advice_line.trust.provider_sign_out import SignOutRefused
from advice_line.trust_kinds import SignInRefusal
from advice_line.web.access import Here, Typed

KEYS, LOGOUT = "/signin/oidc/keys", "/signin/oidc/logout"
_TOKEN = "logout_token"  # noqa: S105 # a field's name
_LONGEST = 20_000

router = APIRouter()


@router.get(KEYS)
def keys(visit: Here) -> Response:
    return JSONResponse(visit.site.hospital.keys)


@router.post(LOGOUT)
def signed_out(visit: Here, form: Typed) -> Response:
    """Its signature says who it is. The answers are those of OpenID Connect Back-Channel Logout 1.0
    §2.8; 503 where its keys cannot be fetched, so that it may say so again. Whoever else comes here
    is counted by their address, as everybody who is not signed in: each refusal is a line of the
    trail."""
    visit.site.rates.of_address(visit.where, visit.now)
    try:
        visit.site.hospital.signed_out_there(form.get(_TOKEN, "")[:_LONGEST])
    except SignOutRefused as refused:
        down = refused.refusal is SignInRefusal.PROVIDER_DOWN
        said = {"error": "invalid_request", "error_description": refused.refusal.value}
        return JSONResponse(said, status_code=503 if down else 400)
    return Response(status_code=200)
