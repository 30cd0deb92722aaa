"""Files of a mail: what they are by their bytes, and pictures written anew."""

import io
import re
import warnings

import filetype  # type: ignore[import-untyped]  # no types
from PIL import Image, ImageOps

from advice_line.ports.inbound_mail import MailFile
from integrations.email.reading import decoding

UNKNOWN = "application/octet-stream"
WINMAIL = "application/ms-tnef"
LONGEST_NAME = 120
# Larger ones are refused by their size, unopened.
LARGEST_PICTURE = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
_TNEF = b"\x78\x9f\x3e\x22"
_PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG"}
_OF_PICTURE = ("transparency",)
_PATH = re.compile(r"[/\\:*?\"<>|]+")
_BY_TYPE = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


class UnsafePicture(Exception):
    """It says that it is a picture, and cannot be opened as one within our limits."""


def kept(name: str, content: bytes, number: int) -> MailFile:
    """As it may be handed on; `number` names one that has no name. Raises UnsafePicture."""
    media_type = sniffed(content)
    named = safe_name(name) or f"file-{number}.{_BY_TYPE.get(media_type, 'bin')}"
    if media_type in _PICTURES and len(content) <= LARGEST_PICTURE:
        content = _written_anew(content, _PICTURES[media_type])
    return MailFile(named, media_type, content)


def refused(name: str, content: bytes, number: int) -> MailFile:
    """As nothing that is taken, whatever it claims to be."""
    return MailFile(safe_name(name) or f"file-{number}.bin", UNKNOWN, content)


def sniffed(content: bytes) -> str:
    if content.startswith(_TNEF):
        return WINMAIL
    found: str | None = filetype.guess_mime(content[:8192]) if content else None
    return found or UNKNOWN


def safe_name(name: str) -> str:
    """One that cannot leave a folder, end a header's line or look like another."""
    bare = _PATH.sub(" ", decoding.one_line(name)).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    if len(bare) <= LONGEST_NAME or not dot:
        return bare[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - 11]}.{ending[:10]}"


def _written_anew(content: bytes, kind: str) -> bytes:
    """The same picture, upright, without what its camera and its editor noted in it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as given:
                return _bytes_of(given, kind)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        raise UnsafePicture from error
    except (Image.DecompressionBombWarning, EOFError, KeyError, IndexError, TypeError) as error:
        raise UnsafePicture from error


def _bytes_of(given: Image.Image, kind: str) -> bytes:
    if given.width * given.height > MOST_PIXELS:
        raise UnsafePicture
    upright = ImageOps.exif_transpose(given)
    # What a writer takes from here would be its notes; which colour is none belongs to the picture.
    upright.info = {name: upright.info[name] for name in _OF_PICTURE if name in upright.info}
    written = io.BytesIO()
    if kind == "JPEG":
        upright.save(written, kind, quality=92)
    else:
        upright.save(written, kind)
    return written.getvalue()
