"""The rota's part of the table of addresses: what it takes to use each."""

from advice_line.trust.roles import Action

ROTA: dict[tuple[str, str], Action] = {
    ("GET", "/rota"): Action.SEE_ROTA,
    ("GET", "/rota/month"): Action.SEE_ROTA,
}
