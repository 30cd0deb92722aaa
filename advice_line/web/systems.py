"""The API for clinical systems: raise a question, follow it, fetch the letter, acknowledge it. Who
comes is known by a key of their organisation; staff read at two of these addresses too."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from advice_line.desk.systems.replays import HEADER
from advice_line.rules import accepted
from advice_line.schemas import systems as shapes
from advice_line.web import asker, problem_json
from advice_line.web.access import Here
from advice_line.web.openapi import posted, problems

RAISE = "/api/v1/queries"
# As much as by the form, a third longer in base64.
LARGEST_BODY = asker.LARGEST_UPLOAD * 4 // 3
_OF_ONE = "/api/v1/queries/{reference}"
_LETTER = f"{_OF_ONE}/letters/{{version}}"
_NO_FORM = f"A letter is one of: {', '.join(accepted.MEDIA_TYPES.values())}."

router = APIRouter()
Key = Annotated[
    str | None,
    Header(
        alias=HEADER,
        description="one that you use for nothing else: what is sent again with it is done once",
    ),
]
Version = Annotated[int, Path(ge=1, le=9_999)]


async def raw(request: Request, _visit: Here) -> bytes:
    return await request.body()


def sent(whole: Annotated[bytes, Depends(raw)]) -> Any:
    """What came, whatever it is; in a thread, for it may be long. Raises HTTPException for what is
    no JSON."""
    try:
        return json.loads(whole, parse_constant=_no_number, object_pairs_hook=_each_once)
    except json.JSONDecodeError as wrong:
        said = f"This is not JSON: see line {wrong.lineno}, column {wrong.colno}."
        raise HTTPException(400, said) from None
    except (ValueError, RecursionError):
        raise HTTPException(400, "This is not JSON.") from None


Sent = Annotated[Any, Depends(sent)]


def _no_number(_text: str) -> None:
    """NaN and its like, which JSON does not have."""
    raise ValueError


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a field that stands twice nobody could say which was meant, such as whose it is (H02)."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise HTTPException(400, "A field stands twice in it. Send each once.")
    return found


@router.post(RAISE, status_code=201, response_model=shapes.Raised, **posted(shapes.Raise, 413))
def ask(visit: Here, body: Sent, key: Key = None) -> Response:
    """Raise a question. It is kept and read like one that came by any other way; this is not for
    emergencies."""
    told = visit.site.systems.queries.ask(visit.actor, key, body)
    at = {"location": f"{RAISE}/{told['reference']}"}
    return JSONResponse(told, 201, headers=at)


@router.post(f"{_OF_ONE}/answers", response_model=shapes.Kept, **posted(shapes.Words, 409))
def answer(visit: Here, reference: str, body: Sent, key: Key = None) -> Any:
    """Answer what was asked back."""
    write = visit.site.systems.queries.write
    return write(visit.actor, reference, key, body, answers=True)


@router.post(f"{_OF_ONE}/messages", response_model=shapes.Kept, **posted(shapes.Words, 409))
def add(visit: Here, reference: str, body: Sent, key: Key = None) -> Any:
    """Add something to a question."""
    return visit.site.systems.queries.write(visit.actor, reference, key, body)


@router.post(f"{_OF_ONE}/withdrawal", response_model=shapes.Kept, **posted(shapes.Words, 409))
def withdraw(visit: Here, reference: str, body: Sent, key: Key = None) -> Any:
    """Take a question back that has not been answered; the words say why."""
    return visit.site.systems.queries.withdraw(visit.actor, reference, key, body)


@router.get(
    _LETTER,
    response_class=Response,
    responses={
        200: {
            "description": "The letter",
            "content": {each: {} for each in accepted.MEDIA_TYPES.values()},
        },
        **problems(401, 403, 404, 406, 422, 429),
    },
)
def letter(visit: Here, request: Request, reference: str, version: Version) -> Response:
    """One version of the advice letter, in the form that you accept: PDF, text, or a FHIR R4
    document. That it was fetched is kept; it says nothing of whether anybody has read it."""
    form = accepted.form(request.headers.get("accept", ""))
    if form is None:
        return problem_json.made(406, _NO_FORM)
    found = visit.site.systems.queries.letter(visit.actor, reference, version, form)
    return Response(
        found.content, media_type=accepted.MEDIA_TYPES[form], headers={"vary": "accept"}
    )


@router.post(
    f"{_LETTER}/acknowledgement",
    response_model=shapes.Kept,
    **posted(shapes.Acknowledge, 409),
)
def acknowledge(visit: Here, reference: str, version: Version, body: Sent, key: Key = None) -> Any:
    """A named clinician has read this version, and will act or cannot."""
    doors = visit.site.systems.queries
    return doors.acknowledge(visit.actor, reference, version, key, body)
