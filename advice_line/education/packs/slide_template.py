"""The presentation that a pack's slides are made from: the site's own, or ours, made by code.

A template has three layouts by name, with placeholders by name; what else it has stays as it is.
`education template` writes ours, which a site may change in its office program and give back.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from advice_line.education.packs import slide_look
from advice_line.errors import Invalid, Problem

if TYPE_CHECKING:
    from pptx.presentation import Presentation

TITLE, TEXT, CHART = "Pack title", "Pack text", "Pack chart"
NEEDED = {TITLE: ("Title", "Subtitle"), TEXT: ("Title", "Text"), CHART: ("Title", "Chart")}
# In points: a head, three lines of text, and a word that is not broken letter by letter.
_LEAST = {"Title": (300, 40), "Subtitle": (300, 20), "Text": (360, 150), "Chart": (360, 200)}
_POINT = 12_700
_PROPERTIES = (
    "thumbnail",
    "custom-properties",
    "metadata/custom",
    "commentAuthors",
    "printerSettings",
)


def opened(path: Path | None) -> "Presentation":
    """Without slides. Raises `errors.Invalid` for a file that cannot be read, is no presentation or
    lacks what a pack is written into."""
    presentation = slide_look.made() if path is None else _read(path)
    problems = list(_lacking(presentation))
    if problems:
        said = (
            f"The template lacks {'; '.join(problems)}. Start from ours:"
            " advice-line education template -o FILE.pptx."
        )
        raise Invalid([Problem("template", said)])
    _emptied(presentation)
    return presentation


def named(layout: Any, name: str) -> Any:
    return next((each for each in layout.placeholders if each.name == name), None)


def layout(presentation: "Presentation", name: str) -> Any:
    return next((each for each in presentation.slide_layouts if each.name == name), None)


def box(shape: Any) -> tuple[int, int, int, int]:
    """Left, top, width, height in EMU; all 0 of a placeholder that has no place anywhere."""
    return (shape.left or 0, shape.top or 0, shape.width or 0, shape.height or 0)


def _read(path: Path) -> "Presentation":
    from lxml.etree import XMLSyntaxError  # noqa: PLC0415
    from pptx import Presentation as open_presentation  # noqa: PLC0415
    from pptx.exc import PackageNotFoundError  # noqa: PLC0415

    try:
        return open_presentation(BytesIO(path.read_bytes()))
    except OSError as error:
        said = f"{path.name} cannot be read: {error.strerror}."
        raise Invalid([Problem("template", said)]) from error
    except (BadZipFile, KeyError, ValueError, XMLSyntaxError, PackageNotFoundError) as error:
        said = f"{path.name} is no presentation of PowerPoint. Save the template as .pptx."
        raise Invalid([Problem("template", said)]) from error


def _lacking(presentation: "Presentation") -> Iterator[str]:
    for name, placeholders in NEEDED.items():
        found = layout(presentation, name)
        if found is None:
            yield f'the layout "{name}" with the placeholders {_listed(placeholders)}'
            continue
        for each in placeholders:
            shape = named(found, each)
            if shape is None:
                yield f'the placeholder "{each}" in the layout "{name}"'
            elif not _is_roomy(shape, each):
                width, height = _LEAST[each]
                yield (
                    f'room in the placeholder "{each}" of the layout "{name}", which must be'
                    f" {width / 28.35:.0f} cm wide and {height / 28.35:.1f} cm high"
                )


def _is_roomy(shape: Any, name: str) -> bool:
    _, _, width, height = box(shape)
    least_width, least_height = _LEAST[name]
    return width >= least_width * _POINT and height >= least_height * _POINT


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(f'"{each}"' for each in names)


def _emptied(presentation: "Presentation") -> None:
    """Without the slides of the template, and what it says of its own making."""
    ids = presentation.slides._sldIdLst
    for each in list(ids):
        presentation.part.drop_rel(each.rId)
        ids.remove(each)
    for part in (presentation.part, presentation.part.package):
        for key, each in list(part._rels.items()):
            if each.reltype.endswith(_PROPERTIES):
                part._rels.pop(key)
