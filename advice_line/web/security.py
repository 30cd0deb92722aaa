"""The headers every page leaves with: nothing from elsewhere, nothing inline, nothing kept.

No nonce is needed: pages hold no inline script and no inline style, so the policy names only our
own address. A nonce would be one more way to let something in. The month's page to print alone
carries its style inside it, and names it by its hash.
"""

import base64
import hashlib

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def policy(*, style: str) -> str:
    """The same for a page of ours that carries this style inside it, and no other, and its
    pictures too."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    own = POLICY.replace("style-src 'self'", f"style-src 'sha256-{digest}'")
    return own.replace("img-src 'self'", "img-src data:")


_POLICY = "content-security-policy"
_FEATURES = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"

_ALWAYS = {
    _POLICY: POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": _FEATURES,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

_HSTS, _HSTS_VALUE = "strict-transport-security", "max-age=63072000; includeSubDomains"
_STATIC = "/static/"
_STATIC_FOR = "public, max-age=31536000, immutable"

# What these say of caches is left to them: they are the same for all, and set no cookie.
_SAME_FOR_ALL = ("/waits/", "/api/v1/waits/", "/guidance/")


def headers(*, https: bool) -> dict[str, str]:
    """What every answer carries; one that is made outside the middleware carries it itself."""
    return _ALWAYS | ({_HSTS: _HSTS_VALUE} if https else {})


def _kept(path: str, said: str, *, found: bool) -> str:
    if found and path.startswith(_STATIC):
        return _STATIC_FOR
    return said if found and path.startswith(_SAME_FOR_ALL) else "no-store"


class SecurityHeaders:
    """ASGI middleware; `https` says whether people reach us by https (then HSTS is sent).

    Everything but the static files, the waits and guidance for everybody is `no-store`: a shared
    computer in a practice must not show a letter when somebody presses Back. Static addresses carry
    their content's hash, so they keep.
    """

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = headers(https=https)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = str(scope["path"])

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                own_policy = headers.get(_POLICY)
                headers.update(self._headers)
                if own_policy is not None:
                    headers[_POLICY] = own_policy
                found = message["status"] in (200, 304)
                said = headers.get("cache-control", "no-store")
                headers["cache-control"] = _kept(path, said, found=found)
            await send(message)

        await self._app(scope, receive, send_with_headers)
