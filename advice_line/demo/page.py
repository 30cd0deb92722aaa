"""`/demo`: one page with everybody's telephones, driven by the same webhooks as the real thing."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from advice_line.demo import fictional
from advice_line.demo.callers import CALLERS, Caller
from advice_line.demo.chat_page import WARD
from advice_line.demo.people import COLLEAGUES
from advice_line.demo.playing import Play
from advice_line.demo.workplace import WARD_NAME
from advice_line.demo.writers import WRITERS
from advice_line.errors import Invalid, NotFound
from advice_line.kinds import StaffRole
from advice_line.rules import labels
from advice_line.web.access import Here, StaleForm

_PLACES = (
    {"href": "/", "label": "The line's public page: hours, and who answers"},
    {"href": "/ask", "label": "Ask in writing, as any practice does"},
    {"href": "/you", "label": "What you asked, as who asked sees it"},
    {"href": "/signin?next=/desk", "label": "Be one of the responders: their list"},
    {"href": "/signin?next=/alerts", "label": "Alerts to practices: as a responder or the office"},
    {"href": "/signin?next=/rota", "label": "The rota: as Ben, who may also change it"},
    {"href": "/signin?next=/library", "label": "The library: cases for teaching, and the month"},
    {
        "href": "/signin?next=/meetings",
        "label": "Meetings: as Amara, who teaches, or Nerys, the GP who leads them with her",
    },
    {"href": "/signin?next=/digests", "label": "What practices hear of: as Amara, who teaches"},
    {
        "href": "/signin?next=/audit",
        "label": "The audit of a year: as Chidi, who leads, or Ida, who commissions the line",
    },
    {"href": "/signin?next=/desk/today", "label": "The board of today"},
    {"href": "/signin?next=/admin", "label": "The office: what is owed"},
    {
        "href": "/signin?next=/admin/tracers",
        "label": "What came of advice, as Chidi, who follows it up",
    },
    {"href": "/waits/hotdoc", "label": "How long scans and reports take, for anybody"},
    {"href": "/signin?next=/admin/waits", "label": "The same, for Chidi, who keeps it"},
    {
        "href": "/signin?next=/service",
        "label": "The service: the form for an outage, and paper typed in",
    },
    {"href": "/signin?next=/admin/mail", "label": "The office: mails in quarantine"},
    {"href": "/signin?next=/admin/outgoing", "label": "The office: what did not get through"},
)


class Curtain:
    """Holds the play once there is one: the routes are made before what they show."""

    play: Play | None = None

    def open(self) -> Play:
        """Raises `errors.NotFound` before the play begins."""
        if self.play is None:
            raise NotFound
        return self.play


def router(curtain: Curtain) -> APIRouter:
    routes = APIRouter()

    @routes.get("/demo")
    def show(visit: Here) -> Response:
        curtain.open()
        return visit.page(
            "demo/demo.html",
            line={"name": fictional.NAME, "number": fictional.NUMBER},
            callers=[_caller(each) for each in CALLERS],
            writers=WRITERS,
            phones=[_phone(each.key) for each in COLLEAGUES],
            ward={"key": WARD, "name": WARD_NAME},
            places=_PLACES,
            form_token=visit.form_token(),
        )

    @routes.get("/demo/state")
    def state(
        _visit: Here,
        held: Annotated[str | None, Query(alias="as")] = None,
        slack: str | None = None,
    ) -> JSONResponse:
        return JSONResponse(curtain.open().state(held, colleague=slack))

    @routes.post("/demo/act")
    def act(visit: Here, body: dict[str, Any]) -> JSONResponse:
        if not visit.holds({name: str(value) for name, value in body.items()}):
            raise StaleForm
        play = curtain.open()
        try:
            notice = play.act(body)
        except Invalid as error:
            return JSONResponse({"error": error.sentence}, status_code=422)
        return JSONResponse(play.state(str(body.get("as", "")), notice, str(body.get("slack", ""))))

    return routes


def _caller(caller: Caller) -> dict[str, str | None]:
    number = None if caller.withheld else caller.number
    return {"key": caller.key, "label": caller.label, "hint": caller.hint, "number": number}


def _phone(key: str) -> dict[str, str]:
    person = next(each for each in COLLEAGUES if each.key == key)
    return {
        "key": person.key,
        "name": person.name,
        "role": labels.ROLES[StaffRole(person.role)],
        "number": person.mobile,
    }
