"""What a browser says it is, in the words by which its owner knows it: "Safari on an iPhone"."""

# The first that is found counts: Edge names Chrome as well, and every one of them Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_DEVICES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android device"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)
UNKNOWN = "A browser"


def of_browser(user_agent: str | None) -> str:
    """Of a closed list of words, whatever was sent: it stands on a page and in the database."""
    said = user_agent or ""
    browser = _first(_BROWSERS, said) or UNKNOWN
    device = _first(_DEVICES, said)
    return f"{browser} on {device}" if device else browser


def plain(name: str) -> str:
    """The name of a passkey on one line, as its owner typed it or as its device is called."""
    words = " ".join(name.split())
    return words[:1].upper() + words[1:]


def _first(known: tuple[tuple[str, str], ...], said: str) -> str | None:
    return next((words for sign, words in known if sign in said), None)
