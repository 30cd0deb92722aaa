"""How large a picture is drawn: as large as its place takes, in its own proportions."""

from io import BytesIO

from PIL import Image


def inside(content: bytes, width: float, height: float) -> tuple[float, float]:
    """Width and height, in the unit of the place."""
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as found:
        scale = min(width / found.width, height / found.height)
        return found.width * scale, found.height * scale
