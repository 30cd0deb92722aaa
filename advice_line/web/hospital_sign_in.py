"""Signing in through the hospital: the browser goes to the provider, comes back,
and is told what to do where that did not sign it in."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.ports.identity import CameBack
from advice_line.trust.there_and_back import Refused
from advice_line.web import sign_in, to_provider
from advice_line.web.access import Here, Visit
from advice_line.web.going_on import page_of_ours, with_next
from advice_line.web.refusal_words import WORDS

START = "/signin/oidc"
RETURN = f"{START}/return"

router = APIRouter()


@router.get(START)
def begin(visit: Here, next: str | None = None) -> Response:
    return _WAY.go(visit, lambda: visit.site.hospital.begin(page_of_ours(next)))


@router.get(RETURN)
def come_back(visit: Here, returned: to_provider.Return) -> Response:
    def finish(back: CameBack, cookie: str | None) -> Response:
        done = visit.site.hospital.finish(back, cookie, visit.device)
        return sign_in.signed_in(visit, done.session, done.wanted)

    return _WAY.come_back(visit, returned, finish)


def _refused(visit: Visit, refused: Refused) -> Response:
    words = WORDS[refused.refusal]
    return visit.page(
        "public/not_signed_in.html",
        status=to_provider.status(refused),
        words=words,
        subject=refused.subject if words.tell_subject else None,
        code=refused.refusal.value,
        again=START if words.again else None,
        others=with_next("/signin", None),
        name=visit.site.hospital.label or "",
    )


_WAY = to_provider.Way("oidc-", _refused)
