"""Answers that are the same for everybody who is not signed in: any cache may keep them for a
while, and asks later only whether they have changed."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

KEPT_FOR = "public, max-age=300"


def kept(request: Request, made: Response) -> Response:
    """With its mark; 304 to who has it already."""
    mark = f'"{hashlib.sha256(bytes(made.body)).hexdigest()[:32]}"'
    # Somebody who is signed in is shown another page at the same address.
    headers = {"etag": mark, "cache-control": KEPT_FOR, "vary": "Cookie"}
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    made.headers.update(headers)
    return made
