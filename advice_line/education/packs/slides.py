"""A month's pack as slides: what goes on which, in what words, and what the presenter is told."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from advice_line.audit.reports import chart_docx, charts
from advice_line.audit.reports.content import Series
from advice_line.education.packs import slide_template, text_fit, words
from advice_line.education.packs.outline import Outline, Part, Pictured, Told
from advice_line.education.packs.slide_deck import Deck
from advice_line.education.packs.text_fit import Para
from advice_line.education.packs.words import CLINICAL, NAMED, NONE_APPROVED
from advice_line.paper import office_file

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_HEAD, _BODY, _LARGE = 14.0, 20.0, 24.0
_COVER_NOTES = (
    f"{NAMED} Ask everybody not to guess at who somebody is, and not to say it if they know."
)
_CHART_NOTES = "Each bar has its name and its number; a click on it opens the numbers behind it."
_ASKED_NOTES = "Read the question. Let the room say what it would do before you go on."
_SEEN_NOTES = "Let the room look at it before somebody says what it shows:"
_ANSWERED_NOTES = (
    "What was advised then, for that patient. Ask what would have made it another advice."
)


def write(outline: Outline, template: Path | None) -> bytes:
    """Raises what `slide_template.opened` raises."""
    presentation = slide_template.opened(template)
    title = f"{outline.line}: {outline.label}"
    deck = Deck(presentation, title, is_ours=template is None)
    deck.cover(title, "Cases and learning of the month", f"{_COVER_NOTES} {CLINICAL}")
    _month(deck, outline)
    _audited(deck, outline)
    _lists(deck, outline)
    for case in outline.cases:
        _case(deck, case)
    _after(deck, outline)
    return _saved(presentation, title)


def blank() -> bytes:
    """Our template, without a slide."""
    return _saved(slide_template.opened(None), "Template for the month's pack")


def _saved(presentation: "Presentation", title: str) -> bytes:
    made = BytesIO()
    presentation.save(made)
    return office_file.tidied(made.getvalue(), title)


def _month(deck: Deck, outline: Outline) -> None:
    below = [Para(NAMED, 18), Para(CLINICAL, 18, gap=8)]
    if outline.not_shown:
        below.append(Para(outline.not_shown, 18, gap=8))
    figures = outline.figures
    title = f"{figures[0][0]} {figures[0][1]} from {figures[1][0]} {figures[1][1]}"
    deck.figures(title, figures, below, "The month as a whole, then its cases.")
    for each in outline.charts:
        deck.chart(each, f"{_CHART_NOTES} {each.said}")
    if outline.counts and not outline.charts:
        _listed(deck, "Too few to chart: the month in words", _counted(outline), "")


def _audited(deck: Deck, outline: Outline) -> None:
    for each in outline.audited:
        said = " ".join(charts.below(each))
        shown = Pictured(charts.title(each), each.described, chart_docx.png(each, foot=True))
        deck.picture(_finding(each), shown, f"{said} {words.UNTOLD}")


def _finding(of: Series) -> str:
    """What its icons say, as a title; its name alone where they say nothing."""
    return f"{of.name}. {of.icons[0]}" if of.icons else charts.title(of)


def _counted(outline: Outline) -> list[tuple[str, str]]:
    return [
        (each.title, ", ".join(f"{row.label} {row.count}" for row in each.rows))
        for each in outline.counts
    ]


def _lists(deck: Deck, outline: Outline) -> None:
    if outline.learned:
        title = f"What we learned on {outline.met}"
        _listed(deck, title, outline.learned, "Ask who has used one of them since.")
    if outline.actions:
        agreed = [(f"{who}: {state}", what) for what, who, state in outline.actions]
        _listed(deck, "What we agreed, and how it stands", agreed, "Ask who has done what.")
    if outline.themes:
        notes = (
            "Subjects are counted as they were chosen for each query; words stand in every question"
            " that is counted with them."
        )
        _listed(deck, outline.most, outline.themes, notes)


def _case(deck: Deck, case: Told) -> None:
    """What was asked and what was advised are slides of their own: the room answers in between."""
    head = f"Case {case.number}: {case.head}"
    deck.text(head, _sized(deck, case.asked, case.source), f"{_ASKED_NOTES} {case.source}.")
    for each in case.pictures:
        deck.picture(f"{head}, {each.name.lower()}", each, f"{_SEEN_NOTES} {each.words}")
    notes = f"{_ANSWERED_NOTES} {case.source}."
    deck.text(f"{head}: what was advised", _sized(deck, case.answered, None), notes)


def _sized(deck: Deck, parts: Sequence[Part], source: str | None) -> list[Para]:
    """In large letters where all of it fits so on one slide."""
    large = list(_paras(parts, source, _LARGE))
    if len(text_fit.pages(large, *deck.room())) == 1:
        return large
    return list(_paras(parts, source, _BODY))


def _paras(parts: Sequence[Part], source: str | None, size: float) -> Iterator[Para]:
    for part in parts:
        yield Para(part.label, 16 if size == _LARGE else _HEAD, bold=True, head=True, gap=18)
        yield Para(part.text, size, gap=3)
    if source:
        yield Para(source, _HEAD, gap=18)


def _after(deck: Deck, outline: Outline) -> None:
    if not outline.cases:
        paras = [Para(NONE_APPROVED, _LARGE), *_more(outline)]
        deck.text("No case to teach from", paras, "Approve cases in the library, and make it anew.")
    if outline.learning_points:
        notes = "Let everybody name the one that they will use this week."
        _listed(deck, "What we learned from these cases", outline.learning_points, notes)
    if outline.changes:
        number = len(outline.changes)
        title = "One page of guidance changed" if number == 1 else f"{number} changes of guidance"
        _listed(deck, title, outline.changes, "The pages themselves are under Guidance.")
    if outline.cases and (outline.not_shown or outline.unapproved):
        deck.text(
            "What this pack does not show", list(_more(outline)), "Say it, so nobody wonders."
        )


def _more(outline: Outline) -> Iterator[Para]:
    for said in (outline.not_shown, outline.unapproved):
        if said:
            yield Para(said, _LARGE, gap=14)


def _listed(deck: Deck, title: str, rows: Sequence[tuple[str, str]], notes: str) -> None:
    large = list(_rows(rows, _LARGE))
    fits = len(text_fit.pages(large, *deck.room())) == 1
    deck.text(title, large if fits else list(_rows(rows, _BODY)), notes or title)


def _rows(rows: Sequence[tuple[str, str]], size: float) -> Iterator[Para]:
    for head, text in rows:
        yield Para(head, 16 if size == _LARGE else _HEAD, bold=True, head=True, gap=14)
        yield Para(text, size, gap=2)
