"""A file of an office program, the same from the same content: no clock, no author, no program.

Such a file is a zip archive (ECMA-376 part 2). What libraries write into it of the hour, the author
and themselves is replaced; so it is in the workbooks that lie in it behind charts.
"""

from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first that a zip archive can hold.
_WHEN = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    f"{_HEAD}<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
)
_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"/>'
)


def tidied(content: bytes, title: str) -> bytes:
    """The same document, with `title` as the only word of its making."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(_entry(name), _tidied(name, old.read(name), title))
    return made.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, date_time=_WHEN)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _tidied(name: str, content: bytes, title: str) -> bytes:
    match name:
        case "docProps/core.xml":
            return _CORE.format(title=escape(title)).encode()
        case "docProps/app.xml":
            return _APP.encode()
        case _ if name.endswith(".xlsx"):
            return tidied(content, title)
        case _:
            return content
