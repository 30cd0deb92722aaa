"""Errors as programs read them: a sentence always, and whatever else helps to mend it.

{"error": "…"} · Invalid adds "problems" · ReasonNeeded "breaches" · RotaMoved "version",
"seen" and "now"
"""

from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse

from advice_line.errors import AdviceLineError, DutyShown, Invalid, ReasonNeeded, RotaMoved
from rota.rendering import instant

Json = dict[str, Any]
_UNKNOWN_FIELD = "extra_forbidden"


def told(error: AdviceLineError) -> Json:
    found: Json = {"error": error.sentence}
    if isinstance(error, Invalid):
        found["problems"] = [
            {"field": each.field, "message": each.message} for each in error.problems
        ]
    if isinstance(error, ReasonNeeded):
        found["breaches"] = list(error.breaches)
    if isinstance(error, RotaMoved):
        found["version"] = error.version
        found["seen"] = [_duty(each) for each in error.seen]
        found["now"] = [_duty(each) for each in error.now]
    return found


def unreadable(error: RequestValidationError) -> JSONResponse:
    """Which field is wrong and how; never what was sent in it."""
    problems = [{"field": field, "message": said} for field, said in faults(error)]
    return JSONResponse({"error": "This cannot be used.", "problems": problems}, status_code=422)


def faults(error: RequestValidationError) -> list[tuple[str, str]]:
    return [(_field(each), str(each.get("msg", ""))) for each in error.errors()]


def _field(error: Any) -> str:
    """Without the name of a field that is none of ours: somebody chose it."""
    place = [str(each) for each in error.get("loc", ())[1:]]
    return ".".join(place[:-1] if error.get("type") == _UNKNOWN_FIELD else place)


def _duty(duty: DutyShown) -> Json:
    return {
        "tier": duty.tier,
        "person": duty.person,
        "from": instant(duty.start),
        "to": instant(duty.end),
    }
