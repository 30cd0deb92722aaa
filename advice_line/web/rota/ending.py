"""What a button of the rota takes back: it is done at once, unless something is against it; then
that is shown, and a reason asked for, on a page of its own."""

from collections.abc import Callable, Mapping, Sequence

from starlette.responses import Response

from advice_line.errors import Problem, ReasonNeeded
from advice_line.staffing.changes.amending import Done
from advice_line.web import form_tokens
from advice_line.web.access import Visit
from advice_line.web.rota.doors import Link
from advice_line.web.rota.reading import Reasoned, reasoned
from advice_line.web.rota.saving import finished

_OURS = (form_tokens.FIELD, "reason", "breaches")


def ended(
    visit: Visit, form: Mapping[str, str], act: Callable[[Reasoned], Done], word: str, to: Link
) -> Response:
    """`word` and `to` as of `Saving`."""
    try:
        done = act(reasoned(form))
    except ReasonNeeded as needed:
        # Before the page was there, nobody could have given a reason.
        problems = needed.problems if "breaches" in form else ()
        return against(visit, form, needed.breaches, to, problems)
    return finished(visit, done, word, to)


def against(
    visit: Visit,
    form: Mapping[str, str],
    breaches: Sequence[str],
    to: Link,
    problems: Sequence[Problem] = (),
) -> Response:
    return visit.page(
        "rota/against.html",
        status=422,
        breaches=breaches,
        action=visit.path,
        fields=[each for each in form.items() if each[0] not in _OURS],
        form=form,
        keep=to.href,
        form_token=visit.form_token(),
        problems=problems,
    )
