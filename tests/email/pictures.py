"""Pictures as they come with mails: a sound one, one with its camera's notes, and a bomb."""

import io
import zlib
from struct import pack

from PIL import Image
from PIL.PngImagePlugin import PngInfo

NOTE = b"999 000 0018 Zoe Example"


def photograph() -> bytes:
    """A JPEG that lies on its side and says who was in front of the camera."""
    notes = Image.Exif()
    notes[0x010E] = NOTE.decode()  # ImageDescription
    notes[0x0112] = 6  # Orientation: turned by 90 degrees
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(written, "JPEG", exif=notes, comment=NOTE)
    return written.getvalue()


def screenshot() -> bytes:
    """A PNG with a text inside."""
    notes, written = PngInfo(), io.BytesIO()
    notes.add_text("Description", NOTE.decode())
    Image.new("P", (30, 20)).save(written, "PNG", pnginfo=notes, transparency=0)
    return written.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 90,000 by 90,000 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = pack(">I", zlib.crc32(kind + content))
        return pack(">I", len(content)) + kind + content + check

    size = pack(">IIBBBBB", 90_000, 90_000, 8, 2, 0, 0, 0)
    row = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", row) + chunk(b"IEND", b"")


def size(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.size
