"""Where what the radiology system counted is brought in, and what it takes."""

from advice_line.trust.roles import Action

PLACE = "/audit/imaging"
IMAGING: dict[tuple[str, str], Action] = {
    ("GET", PLACE): Action.KEEP_IMAGING,
    ("POST", PLACE): Action.KEEP_IMAGING,
    ("POST", f"{PLACE}/file"): Action.KEEP_IMAGING,
    ("GET", f"{PLACE}/template"): Action.KEEP_IMAGING,
}
