"""What responders do on the pages in a drill. A link or a code that was used up by a request whose
answer a kill swallowed is asked for again, as its page offers."""

import re

from tests.drills.site import Site
from tests.web.people import REQUIRED
from tests.web.surfing import Surfer

_LINK = re.compile(r"/r/\S+")
_CODE = re.compile(r"^\d{6}")
_TRIES = 4
_USED_UP = 410


def writes_down(site: Site, mobile: str) -> None:
    _at_the_record(site, mobile).presses("Save and send", **REQUIRED).sees("Saved")


def rings_back(site: Site, mobile: str) -> None:
    at_the_list(site, mobile).presses("Ring back").is_refused(200)


def _at_the_record(site: Site, mobile: str) -> Surfer:
    """By the link of the newest text message."""
    surfer = site.browser()
    for _ in range(_TRIES):
        surfer.opens(_newest(site, mobile, _LINK))
        if surfer.status != _USED_UP:
            surfer.presses("Open the record")
        if surfer.status != _USED_UP:
            return surfer
        surfer.presses(f"Send a fresh link to the mobile ending {mobile[-3:]}")
        site.settle()
    raise AssertionError(f"no link led {mobile} to the record")


def at_the_list(site: Site, mobile: str) -> Surfer:
    """By a code to the mobile on file."""
    surfer = site.browser()
    for _ in range(_TRIES):
        surfer.opens("/signin").presses("Send me a code", mobile=mobile)
        site.settle()
        surfer.presses("Continue", code=_newest(site, mobile, _CODE))
        if surfer.address == "/desk":
            return surfer
    raise AssertionError(f"no code let {mobile} in")


def _newest(site: Site, mobile: str, wanted: re.Pattern[str]) -> str:
    found = [found[0] for text in site.texts(mobile) if (found := wanted.search(text))]
    assert found, f"{mobile} was never texted {wanted.pattern}"
    return found[-1]
