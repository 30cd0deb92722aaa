"""The addresses of the radiology office and of the state of the service, and what each takes."""

from advice_line.trust.roles import Action

OFFICE: dict[tuple[str, str], Action] = {
    ("GET", "/admin"): Action.SEE_PROBLEMS,
    ("GET", "/admin/outgoing"): Action.SEE_PROBLEMS,
    ("GET", "/admin/mail"): Action.CLEAR_MAIL,
    ("GET", "/admin/mail/{mail}"): Action.CLEAR_MAIL,
    ("POST", "/admin/mail/{mail}/query"): Action.CLEAR_MAIL,
    ("POST", "/admin/mail/{mail}/join"): Action.CLEAR_MAIL,
    ("POST", "/admin/mail/{mail}/not-ours"): Action.CLEAR_MAIL,
    ("POST", "/admin/tasks/{task}/done"): Action.MEND_PROBLEMS,
    ("POST", "/admin/tasks/{task}/radiologist"): Action.MEND_PROBLEMS,
    ("POST", "/admin/tasks/{task}/number"): Action.TRACE_CALLER,
    ("GET", "/admin/tasks/{task}/practice"): Action.MEND_PROBLEMS,
    ("POST", "/admin/tasks/{task}/practice"): Action.MEND_PROBLEMS,
    ("POST", "/admin/tasks/{task}/close"): Action.TRACE_CALLER,
    ("POST", "/admin/outgoing/{row}/retry"): Action.MEND_PROBLEMS,
    ("GET", "/admin/unread"): Action.SEE_PROBLEMS,
    ("GET", "/admin/tracers"): Action.SEE_TRACERS,
    ("GET", "/admin/tracers/{tracer}"): Action.SEE_TRACERS,
    ("POST", "/admin/tracers/{tracer}"): Action.SEE_TRACERS,
    ("GET", "/admin/systems"): Action.SEE_SYSTEMS,
    ("GET", "/admin/waits"): Action.CHANGE_WAITS,
    ("POST", "/admin/waits"): Action.CHANGE_WAITS,
    ("POST", "/admin/waits/rows"): Action.CHANGE_WAITS,
    ("POST", "/admin/waits/file"): Action.CHANGE_WAITS,
    ("GET", "/admin/waits/template"): Action.CHANGE_WAITS,
    ("GET", "/admin/waits/{version}"): Action.CHANGE_WAITS,
}
SERVICE: dict[tuple[str, str], Action] = {
    ("GET", "/service"): Action.SEE_SERVICE,
    ("GET", "/service/downtime/{line}"): Action.SEE_SERVICE,
    ("GET", "/service/late"): Action.ENTER_LATE,
    ("POST", "/service/late"): Action.ENTER_LATE,
}
