"""One approved case as a page or file that leaves the library: read, made, and noted in the trail.

What is not approved has no words here (H08): each way out of the library goes through `make`.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from advice_line.education.cases import case_json, pictures_taught, tags_shown
from advice_line.education.cases.pictures_taught import Shown
from advice_line.education.packs import pack
from advice_line.education.packs.making import Pack
from advice_line.education.packs.outline import Pictured, pictured
from advice_line.errors import Conflict, NotFound
from advice_line.kinds import CaseState
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line


class CaseForm(StrEnum):
    HTML = "html"
    PDF = "pdf"
    MARKDOWN = "md"
    JSON = "json"


NAMES_NOBODY = "Approved for teaching; it names nobody."
BINARY = frozenset({CaseForm.PDF})
_PICTURED = frozenset({CaseForm.HTML, CaseForm.PDF})


@dataclass(frozen=True)
class OneCase:
    """`tags`, `asked` and `answered` are (name, words); `head` is such as "Spine, MRI"."""

    reference: str
    line: str
    month: str
    head: str
    tags: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str], ...]
    pictures: tuple[Pictured, ...]
    answered: tuple[tuple[str, str], ...]
    as_json: str


def make(ledger: Ledger, by: str, case: Callable[[Work], Case], form: str) -> Pack:
    """`case` finds it, and refuses whoever may not see it; `by` is a label of the trail.

    Raises `errors.NotFound` for an unknown form, and `errors.Conflict` for a case that is not
    approved, also where it was taken out meanwhile: it leaves nowhere.
    """
    if form not in set(CaseForm):
        raise NotFound(f"There is no such file. There are {', '.join(CaseForm)}.")
    wanted = CaseForm(form)
    with ledger.look(by) as work:
        found = _approved(case(work))
        pictures = pictures_taught.of(work, (found.reference,), with_content=form in _PICTURED)
        seen = pictures.get(found.reference, ())
        one = _read(work, found, seen)
        work.let_go()
    content = _written(one, wanted)
    with ledger.work(by) as work:
        _approved(case(work))
        if pictures_taught.gone(work, (each.id for each in seen)):
            raise Conflict("A picture of this case was taken away meanwhile. Make the file anew.")
        work.record("case.exported", subject=f"case:{one.reference}", form=wanted.value)
    media_type = pack.MEDIA_TYPES[pack.Form(wanted.value)]
    return Pack(f"case-{one.reference}.{wanted.value}", media_type, content)


def _approved(case: Case) -> Case:
    if case.state != CaseState.APPROVED:
        raise Conflict("This case is not approved for teaching: it cannot leave the library.")
    return case


def _read(work: Work, case: Case, pictures: Sequence[Shown]) -> OneCase:
    told = json.dumps(case_json.as_json(work, case), ensure_ascii=False, indent=2)
    tags = dict(tags_shown.tags(case))
    head = ", ".join(tags.pop(name) for name in ("About", "Imaging") if name in tags)
    line = work.session.get_one(Line, case.line_id)
    return OneCase(
        reference=case.reference,
        line=line.name,
        month=f"{case.born_at.astimezone(ZoneInfo(line.time_zone)):%B %Y}",
        head=head or "Case",
        tags=tuple(tags.items()),
        asked=_parts({"Question": case.question}),
        pictures=pictured(pictures),
        answered=_parts({"Advice": case.advice, "Learning point": case.learning_point}),
        as_json=told,
    )


def _parts(told: Mapping[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((name, words) for name, words in told.items() if words)


def _written(one: OneCase, form: CaseForm) -> bytes:
    match form:
        case CaseForm.JSON:
            return f"{one.as_json}\n".encode()
        case CaseForm.MARKDOWN:
            return pack.texts().get_template("case.md.jinja").render(case=one).encode()
        case CaseForm.HTML:
            return _page(one).encode()
        case CaseForm.PDF:
            # It takes a third of a second to load.
            from advice_line.education.packs import case_paper  # noqa: PLC0415

            return case_paper.write(one)


def _page(one: OneCase) -> str:
    return pack.pages().get_template("case.html.jinja").render(case=one, style=pack.style_shown())
