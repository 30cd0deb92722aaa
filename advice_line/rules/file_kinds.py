"""What a file is by its own bytes, and a picture made anew: without the place where it was taken,
and without whatever else was hidden in it.

A PDF and a DICOM file are kept as they are: to make them anew would change what they say. They are
only ever handed out as a download (facts: attachments)."""

import warnings
from io import BytesIO

import filetype  # type: ignore[import-untyped]
from PIL import Image, ImageOps, UnidentifiedImageError

UNKNOWN = "application/octet-stream"
DICOM = "application/dicom"
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG"}
# 50 million points: more than any camera of a phone, and no more memory than a process has.
MOST_POINTS = 50_000_000
# The standard leaves 128 bytes free before its mark (DICOM PS3.10 §7.1).
_DICOM_AT, _DICOM_MARK = 128, b"DICM"


class NotAPicture(ValueError):
    """It begins as a picture and is none that can be shown, or one that is too large to open."""


def kind(content: bytes) -> str:
    """The media type that its first bytes show; `UNKNOWN` where they show none. What its sender
    calls it is not asked: a page named "film.png" is a page."""
    if content[_DICOM_AT : _DICOM_AT + len(_DICOM_MARK)] == _DICOM_MARK:
        return DICOM
    found: str | None = filetype.guess_mime(content)
    return found or UNKNOWN


def anew(content: bytes, media_type: str) -> bytes:
    """A picture as it is seen, upright, and nothing besides; anything else as it came.

    Raises NotAPicture.
    """
    form = PICTURES.get(media_type)
    if form is None:
        return content
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _made_anew(content, form)
    except (
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,  # what Pillow raises for a PNG whose pieces do not hold
    ) as why:
        raise NotAPicture("This picture cannot be opened.") from why


def _made_anew(content: bytes, form: str) -> bytes:
    with Image.open(BytesIO(content), formats=(form,)) as found:
        if found.width * found.height > MOST_POINTS:
            raise NotAPicture("This picture is too large to open.")
        upright = ImageOps.exif_transpose(found)
        # Of 16 bits, as films are, a PNG keeps its depth.
        plain = upright if form == "PNG" else upright.convert("L" if found.mode == "L" else "RGB")
        plain.info = {}
        made = BytesIO()
        plain.save(made, form, **({"quality": 92} if form == "JPEG" else {}))
    return made.getvalue()
