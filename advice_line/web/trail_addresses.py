"""The trail's part of the table of addresses: what it takes to use each."""

from advice_line.trust.roles import Action

TRAIL: dict[tuple[str, str], Action] = {
    ("GET", "/desk/{reference}/seen"): Action.SEE_WHO_SAW,
    ("GET", "/admin/trail"): Action.READ_TRAIL,
    ("GET", "/admin/trail/file"): Action.READ_TRAIL,
    ("GET", "/admin/trail/patient"): Action.READ_TRAIL,
    ("POST", "/admin/trail/patient"): Action.READ_TRAIL,
}
