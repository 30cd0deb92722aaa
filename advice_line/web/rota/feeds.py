"""Calendar feeds at secret addresses: made, taken back, and read by calendar programs."""

from typing import Annotated

from fastapi import APIRouter, Header
from starlette.responses import Response

from advice_line.web.access import Here, Posted
from advice_line.web.rota import mine, places

router = APIRouter()


@router.post("/rota/mine/feed")
def make(visit: Here, _form: Posted) -> Response:
    visit.site.exchange.feeds.make(visit.actor)
    return visit.go(f"{places.at(mine.PLACE, done='feed')}#calendar")


@router.post("/rota/mine/feed/{feed}/end")
def revoke(visit: Here, feed: str, _form: Posted) -> Response:
    visit.site.exchange.feeds.revoke(visit.actor, feed)
    return visit.go(places.at(mine.PLACE, done="feed-end"))


@router.get("/rota/feed/{token}.ics")
def read(
    visit: Here, token: str, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """For whoever knows the address. Programs ask every few minutes, so what they have already is
    not sent again."""
    served = visit.site.exchange.feeds.read(token)
    mark = f'"{served.mark}"'
    if if_none_match == mark:
        return Response(status_code=304, headers={"etag": mark})
    return Response(served.body, media_type=served.media_type, headers={"etag": mark})
