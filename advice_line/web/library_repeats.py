"""What was asked again and again in a month: each with why its cases are one."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.education.finding.repeats import Repeat
from advice_line.web.access import Here
from advice_line.web.lines import choices, staying

router = APIRouter()


@dataclass(frozen=True)
class _Repeat:
    said: str
    about: str | None
    words: str
    cases: tuple[tuple[str, str], ...]


@router.get("/library/repeats/{month}")
def look(visit: Here, month: str, line: str | None = None) -> Response:
    found = visit.site.cases.repeats.month(visit.actor, month, line)
    return visit.page(
        "library/repeats.html",
        now=found.now,
        of=found.line,
        month=f"{date.fromisoformat(f'{month}-01'):%B %Y}",
        lines=choices(f"/library/repeats/{month}", found.line, found.lines),
        back=staying(f"/library?month={month}", found.line, found.lines),
        repeats=[_repeat(each) for each in found.repeats],
    )


def _repeat(repeat: Repeat) -> _Repeat:
    return _Repeat(
        said=f"Asked {len(repeat.cases)} times by {repeat.practices}",
        about=repeat.about,
        words=", ".join(repeat.words),
        cases=tuple((each.reference, each.question or "") for each in repeat.cases),
    )
