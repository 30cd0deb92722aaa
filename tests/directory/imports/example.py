"""Rows of an ODS report and of a site's own list, fictional, as the programs write them."""

HEADINGS = "Code,Name,Phone,Bypass,Email,Out of hours provider,Out of hours number,Hours,List size"


def report(*rows: str) -> bytes:
    return ("\r\n".join(rows) + "\r\n").encode()


def row(
    code: str,
    name: str = "ELM ROAD SURGERY",
    phone: str = "01632 960101",
    status: str = "A",
    closed: str = "",
    setting: str = "4",
) -> str:
    """27 columns, in quotes, as ODS writes them."""
    cells = [code, name, "Y54", "QHM", "1 ELM ROAD", "", "EXAMPLETON", "", "", "AB1 2CD"]
    cells += ["19740401", closed, status, "B", "00L", "19740401", "", phone]
    cells += ["", "", "", "0", "", "00L", "", setting, ""]
    return ",".join(f'"{each}"' for each in cells)


def own(*rows: str, headings: str = HEADINGS) -> bytes:
    return "\r\n".join((headings, *rows)).encode()
