"""What the hospital's sign-in asks of this service by itself: its public keys, and to be told that
somebody has signed out there. No browser comes here."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from advice_line.web import told_by_provider
from advice_line.web.access import Here, Typed

KEYS, LOGOUT = "/signin/oidc/keys", "/signin/oidc/logout"

router = APIRouter()


@router.get(KEYS)
def keys(visit: Here) -> Response:
    return JSONResponse(visit.site.hospital.keys)


@router.post(LOGOUT)
def signed_out(visit: Here, form: Typed) -> Response:
    return told_by_provider.signed_out(visit, form, visit.site.hospital.signed_out_there)
