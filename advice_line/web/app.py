"""The ASGI application: routers, static files, headers, and what outside monitors ask."""

from collections.abc import Iterable, Sequence

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

from advice_line.web import (
    alert_link,
    alerts,
    api,
    ask,
    asker,
    by_factors,
    case_file,
    case_pictures,
    conversing,
    data_access,
    data_life,
    desk,
    find_practice,
    finding,
    for_record,
    glass,
    guidance,
    guidance_acts,
    guidance_feedback,
    guidance_keeping,
    guidance_uploads,
    health,
    home,
    hospital_sign_in,
    hospital_told,
    letter,
    liaison,
    library,
    library_repeats,
    library_search,
    live_call,
    mails,
    message,
    month,
    new_authenticator,
    office,
    office_waits,
    own_question,
    own_sign_in,
    problems,
    putting_off,
    query,
    query_acts,
    reading_lists,
    record,
    record_link,
    recording,
    report_posts,
    saved,
    second_factor,
    service,
    sign_in,
    sign_ins_office,
    systems,
    systems_office,
    take_gap,
    teaching_posts,
    today,
    tracers,
    tracers_office,
    trail,
    unread_office,
    unreceived,
    waits,
    you,
)
from advice_line.web.access import guard
from advice_line.web.audit import appropriateness
from advice_line.web.audit import compare as audit_compared
from advice_line.web.audit import imaging as imaging_counted
from advice_line.web.audit import measure as audit_measure
from advice_line.web.audit import overview as audit_overview
from advice_line.web.audit import practice as audit_practice
from advice_line.web.audit import reports as audit_reports
from advice_line.web.audit import silent as audit_silent
from advice_line.web.audit import writing as audit_written
from advice_line.web.digests import gaps as guidance_gaps
from advice_line.web.digests import jobs as teaching_jobs
from advice_line.web.digests import keeping as digests_kept
from advice_line.web.digests import reading as digests_read
from advice_line.web.directory import importing as directory_importing
from advice_line.web.directory import pages as directory_pages
from advice_line.web.heads import Heads
from advice_line.web.long_bodies import LongBodies
from advice_line.web.meetings import after as after_meeting
from advice_line.web.meetings import joining as meeting_joining
from advice_line.web.meetings import listing as meetings_listed
from advice_line.web.meetings import one as one_meeting
from advice_line.web.meetings import presenting as meeting_presented
from advice_line.web.meetings import reviewing as meeting_reviewed
from advice_line.web.meetings import series as meeting_series
from advice_line.web.meetings import wishing as meeting_wished
from advice_line.web.practice import details as practice_details
from advice_line.web.practice import figures as practice_figures
from advice_line.web.practice import home as practice_home
from advice_line.web.practice import invited as practice_invited
from advice_line.web.practice import managers as practice_managers
from advice_line.web.practice import own_sign_in as practice_own_sign_in
from advice_line.web.practice import people as practice_people
from advice_line.web.practice import reading as practice_reading
from advice_line.web.practice import sign_on as practice_sign_on
from advice_line.web.practice import signin as practice_signin
from advice_line.web.rendering import STATIC_FOLDER, STATIC_PATH
from advice_line.web.request_log import RequestLog
from advice_line.web.rota import importing as rota_importing
from advice_line.web.rota import pages as rota_pages
from advice_line.web.security import SecurityHeaders
from advice_line.web.site import Site

LARGEST_BODY = 256 * 1024
LARGER_BODIES = {
    ("POST", rota_importing.PLACE): rota_importing.LARGEST_UPLOAD,
    ("POST", directory_importing.PLACE): directory_importing.LARGEST_UPLOAD,
    ("POST", ask.SEND): asker.LARGEST_UPLOAD,
    ("POST", own_question.WRITE): asker.LARGEST_UPLOAD,
    ("POST", practice_reading.ANSWER): asker.LARGEST_UPLOAD,
    ("POST", systems.RAISE): systems.LARGEST_BODY,
    ("POST", guidance_uploads.FILES): guidance_uploads.LARGEST_UPLOAD,
}
# The first that fits answers: `/desk/list` stands before `/desk/{reference}`.
_PAGES = (
    home,
    guidance_acts,
    guidance_feedback,
    guidance_keeping,
    guidance,
    ask,
    you,
    tracers,
    practice_sign_on,
    practice_signin,
    practice_invited,
    practice_home,
    practice_details,
    practice_figures,
    practice_reading,
    practice_own_sign_in,
    practice_people,
    practice_managers,
    sign_in,
    hospital_sign_in,
    hospital_told,
    by_factors,
    second_factor,
    own_sign_in,
    new_authenticator,
    record_link,
    take_gap,
    finding,
    today,
    desk,
    live_call,
    recording,
    saved,
    record,
    message,
    putting_off,
    conversing,
    mails,
    unreceived,
    for_record,
    alerts,
    report_posts,
    alert_link,
    query,
    query_acts,
    teaching_posts,
    letter,
    own_question,
    month,
    library_repeats,
    library_search,
    reading_lists,
    library,
    case_pictures,
    case_file,
    meetings_listed,
    after_meeting,
    meeting_series,
    meeting_reviewed,
    meeting_wished,
    one_meeting,
    meeting_presented,
    meeting_joining,
    digests_kept,
    digests_read,
    teaching_jobs,
    guidance_gaps,
    appropriateness,
    audit_overview,
    audit_measure,
    audit_compared,
    audit_silent,
    audit_practice,
    audit_reports,
    audit_written,
    glass,
    find_practice,
    office,
    office_waits,
    liaison,
    data_access,
    data_life,
    systems_office,
    trail,
    tracers_office,
    unread_office,
    sign_ins_office,
    waits,
    imaging_counted,
    service,
    systems,
    api,
    health,
)

# By identity: a router has no hash. It is kept beside, so that no other can be taken for it.
_made: dict[int, tuple[APIRouter, Sequence[BaseRoute]]] = {}


def create(
    site: Site, routers: Iterable[APIRouter] = (), shared: Iterable[APIRouter] = ()
) -> FastAPI:
    """The pages of a site, and `routers` of others beside them, `shared` by every site of the
    process or of this one; each address has its rule in `route_table.py`."""
    app = FastAPI(
        title="Advice Line",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # Its redirects are made of the Host header, which anybody may choose.
        redirect_slashes=False,
        dependencies=[Depends(guard)],
    )
    app.state.site = site
    for router in routers:
        app.include_router(router)
    for each in (*shared, *_pages(site.demo)):
        app.router.routes.extend(_guarded(each))
    # Pages are not packed: they hold secrets beside what others may have written (BREACH).
    static = GZipMiddleware(StaticFiles(directory=STATIC_FOLDER), minimum_size=500)
    app.mount(STATIC_PATH, static, name="static")
    # Within ours, so that what it refuses has our headers and is logged.
    app.add_middleware(
        LongBodies, largest=LARGEST_BODY, larger=LARGER_BODIES, refuse=problems.too_long
    )
    app.add_middleware(Heads)
    app.add_middleware(RequestLog, noted=site.webhook_times.answered)
    app.add_middleware(SecurityHeaders, https=site.https)
    problems.install(app)
    return app


def _pages(demo: bool) -> Iterable[APIRouter]:
    """Side by side: a router within another looks for each address once more."""
    all_pages = [pages.router for pages in (*_PAGES, *rota_pages.ALL, *directory_pages.ALL)]
    return [*all_pages, sign_in.personas, practice_signin.personas] if demo else all_pages


def _guarded(router: APIRouter) -> Sequence[BaseRoute]:
    """Made once in a process, however many sites it has: what each route asks of a request is
    worked out as the first one comes, which takes longer than most of what a site does."""
    known = _made.get(id(router))
    if known is None:
        behind = APIRouter(dependencies=[Depends(guard)])
        behind.include_router(router)
        known = _made[id(router)] = (router, tuple(behind.routes))
    return known[1]
