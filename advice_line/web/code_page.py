"""The page that asks for the code which was sent to whoever may read what lies behind a link."""

from collections.abc import Sequence
from datetime import datetime

from starlette.responses import Response

from advice_line.errors import Problem
from advice_line.tables.directory import Line
from advice_line.trust import codes
from advice_line.web.access import Visit

MINUTES = int(codes.LIFETIME.total_seconds() // 60)


def asked(
    visit: Visit,
    here: str,
    *,
    own: str | None = None,
    line: Line,
    now: datetime,
    sent_to: str,
    proof: str | None = None,
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    """`here` is the address of the link; below `own`, where it is not the link's own, the code is
    typed and asked for anew. `proof` names what is asked beside the code, None for nothing."""
    below = own or here
    return visit.page(
        "requester/code.html",
        status=status,
        now=now,
        of=line,
        here=here,
        action=f"{below}/open",
        again=f"{below}/code",
        sent_to=sent_to,
        proof=proof,
        minutes=MINUTES,
        form_token=visit.form_token(),
        problems=problems,
    )
