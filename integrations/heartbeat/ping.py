"""The dead-man's switch: an outside monitor that raises the alarm when this stops calling it."""

from urllib.error import URLError
from urllib.request import Request, urlopen

from advice_line.errors import DeliveryDelayed

SECONDS = 5


def ping(url: str) -> None:
    """One GET without a body; whatever comes back under 400 will do.

    Raises `errors.DeliveryDelayed` where the monitor did not answer. The address is a setting of
    the site and only ever http or https (`settings.py`).
    """
    request = Request(url, headers={"User-Agent": "advice-line"})  # noqa: S310 - checked by the settings
    try:
        with urlopen(request, timeout=SECONDS):  # nosec B310  # noqa: S310 - as above
            return
    except (URLError, OSError) as error:
        # The error's own text may hold the address, which is a secret of the site.
        raise DeliveryDelayed(type(error).__name__) from None
