"""An alert as its practice reads it: by its link and a code, or by somebody who signs in there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from advice_line.alert_kinds import AlertAnswer, AlertEnd
from advice_line.desk.alerting import box
from advice_line.desk.alerting.box import AlertOpened
from advice_line.errors import Problem
from advice_line.rules import alert_letter, alert_notices
from advice_line.web import alert_words, query
from advice_line.web.access import Visit


@dataclass(frozen=True)
class Reader:
    """`here` is the page's address and `back` whence they came; `signs` is the name that stands
    under their answer, None for who has a link alone and types one (`name`, as typed); who is not
    `clinical` cannot say that they act on it."""

    here: str
    back: str | None = None
    signs: str | None = None
    clinical: bool = True
    name: str = ""


def page(
    visit: Visit,
    opened: AlertOpened,
    reader: Reader,
    *,
    status: int,
    problems: Sequence[Problem],
    typed: Mapping[str, str],
) -> Response:
    """`typed` is an answer that could not be used."""
    acts = opened.answered is AlertAnswer.WILL_ACT
    return visit.page(
        "alerts/opened.html",
        status=status,
        now=opened.now,
        of=opened.line,
        here=reader.here,
        back=reader.back,
        signs=reader.signs,
        clinical=reader.clinical,
        alert=opened,
        means=alert_letter.MEANS[opened.word],
        key=alert_words.tag(opened.word),
        critical=alert_notices.critical(opened.word),
        patient=query.patient(opened.patient),
        acts=acts,
        cannot=opened.answered is AlertAnswer.CANNOT_ACT,
        withdrawn=opened.ended is AlertEnd.WITHDRAWN,
        may_answer=opened.ended is None and not acts,
        answered_by=reader.name,
        cannot_act_reason=typed.get(box.WHY, ""),
        form_token=visit.form_token(),
        problems=problems,
    )
