"""What the addresses of a broken glass take."""

from advice_line.trust.roles import Action

GLASS: dict[tuple[str, str], Action] = {
    ("GET", "/break-glass"): Action.BREAK_GLASS,
    ("POST", "/break-glass"): Action.BREAK_GLASS,
    ("GET", "/break-glass/{reference}"): Action.BREAK_GLASS,
    ("GET", "/admin/break-glass"): Action.SEE_BROKEN_GLASS,
    ("POST", "/admin/break-glass/{look}/seen"): Action.SEE_BROKEN_GLASS,
}
