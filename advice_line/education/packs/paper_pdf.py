"""A month's pack as A4 pages to hand out. A character that its fonts lack is written by its code,
as in a letter, and the pack says so."""

from collections.abc import Iterator, Sequence

from fpdf.fonts import FontFace

from advice_line.audit.reports import chart_pdf, charts
from advice_line.education.packs import pdf_picture, words
from advice_line.education.packs.month import NOT_KNOWN
from advice_line.education.packs.outline import Chart, Outline, Part, Told
from advice_line.paper import faces
from advice_line.paper.faces import FACE
from advice_line.paper.pages import DEEP, INK, MARGIN, QUIET, SHADE, Pages

_BODY, _SMALL = 10.5, 9
_LABELS, _NUMBERS = 62, 16
_BAR, _LABEL_LINE, _AFTER_HEAD = 6, 4, 22
_BLUE, _OTHERS, _UNKNOWN = (0, 94, 184), (91, 122, 153), (138, 152, 163)


def write(outline: Outline) -> bytes:
    pages = _PackPages(f"{outline.line}: {outline.label}", _texts(outline))
    pages.add_page()
    pages.heading(f"{outline.line}: {outline.label}", 0)
    pages.put(words.BEFORE, _BODY)
    if faces.coded(_texts(outline)):
        pages.put(faces.CODES, _BODY)
    pages.ln(2)
    pages.rows(("What", "Number"), words.figures(outline))
    _figures(pages, outline)
    if outline.audited:
        pages.heading(words.AUDITED, 1)
        pages.put(words.UNTOLD, _BODY)
        for each in outline.audited:
            chart_pdf.put(pages, each)
    for part in words.lists_before(outline):
        pages.heading(part.title, 1)
        pages.rows(part.heads, part.rows)
    pages.heading("Cases to teach from", 1)
    for case in outline.cases:
        _case(pages, case)
    for said in words.of_cases(outline):
        pages.ln(3)
        pages.put(said, _BODY)
    for part in words.lists_after(outline):
        pages.heading(part.title, 1)
        pages.rows(part.heads, part.rows)
    return bytes(pages.output())


class _PackPages(Pages):
    def heading(self, text: str, level: int, keep: float = _AFTER_HEAD) -> None:
        """Never alone at the foot of a page: `keep` millimetres of what it names stay with it."""
        size, above = ((19, 0), (14, 6), (11.5, 4))[level]
        self.room(text, size, above, 1 + keep)
        if level:
            self.start_section(faces.shown(text), level - 1)
        self.put(text, size, bold=True, colour=DEEP)
        self.ln(1)

    def rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.set_font(FACE, size=_BODY)
        self.set_text_color(*INK)
        self.set_draw_color(*SHADE)
        # A table fills its cells with what the last bar was filled with.
        self.set_fill_color(255)
        numbers = heads[-1] == "Number"
        widths = (6, 1) if numbers else (2, 5) if len(heads) == 2 else (5, 2, 3)
        align = ("LEFT", "RIGHT") if numbers else "LEFT"
        head = FontFace(emphasis="BOLD", fill_color=SHADE)
        with self.table(
            col_widths=widths, line_height=5, padding=1.2, text_align=align, headings_style=head
        ) as table:
            table.row(heads)
            for each in rows:
                table.row([faces.shown(text) for text in each])
        self.ln(2)


def _figures(pages: _PackPages, outline: Outline) -> None:
    for chart in outline.charts:
        labels = [_label(pages, each) for each, _ in chart.rows]
        pages.heading(chart.finding, 2, sum(map(_row, labels)))
        _bars(pages, chart, labels)
    if not outline.charts:
        for count in outline.counts:
            pages.heading(count.title, 2)
            pages.rows(("What", "Number"), [(row.label, f"{row.count:,}") for row in count.rows])


def _label(pages: _PackPages, text: str) -> list[str]:
    pages.set_font(FACE, size=_SMALL)
    return pages.lines(text, _LABELS - 2)


def _row(label: Sequence[str]) -> float:
    """A line that follows another needs no room above it."""
    return _BAR + (len(label) - 1) * _LABEL_LINE


def _bars(pages: _PackPages, chart: Chart, labels: Sequence[Sequence[str]]) -> None:
    """Drawn, with the name and the number of each as words, which a screen reader reads."""
    most = max(number for _, number in chart.rows)
    room = pages.epw - _LABELS - _NUMBERS
    for (label, number), lines in zip(chart.rows, labels, strict=True):
        high = _row(lines)
        # Of a chart higher than a page, which no list of ours is.
        if pages.will_page_break(high):
            pages.add_page()
        pages.set_font(FACE, size=_SMALL)
        pages.set_text_color(*INK)
        top = pages.get_y()
        pages.set_y(top + (_BAR - _LABEL_LINE) / 2)
        pages.multi_cell(_LABELS - 2, _LABEL_LINE, "\n".join(lines), align="R")
        pages.set_fill_color(*_colour(label, is_most=number == most))
        wide, middle = room * number / most, top + (high - _BAR) / 2
        pages.rect(MARGIN + _LABELS, middle + 0.7, wide, 4.6, style="F")
        pages.set_xy(MARGIN + _LABELS + wide + 1, middle)
        pages.cell(_NUMBERS, _BAR, f"{number:,}")
        pages.set_xy(MARGIN, top + high)
    pages.ln(1)


def _colour(label: str, *, is_most: bool) -> tuple[int, int, int]:
    if label == NOT_KNOWN:
        return _UNKNOWN
    return _BLUE if is_most else _OTHERS


def _case(pages: _PackPages, case: Told) -> None:
    pages.heading(f"Case {case.number}: {case.head}", 2)
    pages.put(case.source, _SMALL, colour=QUIET)
    _parts(pages, case.asked)
    for each in case.pictures:
        pdf_picture.put(pages, each)
        pages.put(each.said, _SMALL, colour=QUIET)
    _parts(pages, case.answered)


def _parts(pages: _PackPages, parts: Sequence[Part]) -> None:
    for part in parts:
        # A label stays with the first lines of what it names.
        if pages.will_page_break(18):
            pages.add_page()
        else:
            pages.ln(1.5)
        pages.put(part.label, _SMALL, bold=True, colour=_BLUE)
        pages.put(part.text, _BODY)


def _texts(outline: Outline) -> Iterator[str]:
    """All that people wrote, and what stands around it."""
    yield from (outline.line, outline.label, faces.CODES, words.BEFORE)
    yield from (each for figure in words.figures(outline) for each in figure)
    for chart in outline.charts:
        yield chart.finding
    for count in outline.counts:
        yield count.title
        yield from (row.label for row in count.rows)
    for part in (*words.lists_before(outline), *words.lists_after(outline)):
        yield from (part.title, *part.heads, *(each for row in part.rows for each in row))
    for each in outline.audited:
        yield from (chart_pdf.LETTERS, each.described, *charts.below(each))
    for case in outline.cases:
        yield from (case.head, case.source)
        yield from (each.text for each in (*case.asked, *case.answered))
        yield from (each.said for each in case.pictures)
    yield from words.of_cases(outline)
