"""Where vendors tell us something, and what each takes; each route checks its signature."""

from advice_line.ports.script import StepName
from advice_line.trust.roles import Action

# News of a leg, which always names one; every other step of a script may stand alone.
_OF_LEGS = (
    StepName.LEG,
    StepName.DEFLECTION_LEG,
    StepName.BACK_LEG,
    StepName.CALL_RECORDED,
)
CARRIER: dict[tuple[str, str], Action] = {
    ("POST", f"/twilio/{path}"): Action.TAKE_CARRIER_EVENT
    for path in (
        "voice/incoming",
        "voice/over",
        "voice/back-over/{ref}",
        "voice/question-over/{ref}",
        "voice/colleague-over/{ref}",
        *(f"voice/{step}" for step in StepName if step not in _OF_LEGS),
        *(f"voice/{step}/{{ref}}" for step in StepName),
        "voice/over-limit",
        "voice/over-limit/{ref}",
        *(
            f"voice/check-{step}{ref}"
            for step in ("keyed", "whisper", "accepted", "ended")
            for ref in ("", "/{ref}")
        ),
        "sms/incoming",
        "sms/status/{ref}",
    )
}
SIGNED: dict[tuple[str, str], Action] = {
    ("POST", "/slack/events"): Action.TAKE_CARRIER_EVENT,
    ("POST", "/signin/oidc/logout"): Action.TAKE_CARRIER_EVENT,
    ("POST", "/practice/signin/oidc/logout"): Action.TAKE_CARRIER_EVENT,
}
