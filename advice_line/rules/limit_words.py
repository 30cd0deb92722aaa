"""What a caller hears when more calls have come than anybody is rung for."""

MANY_CALLS = (
    "Many calls have come in a short time. Please stay on the line to be promised a call back. "
    "If a patient is waiting for advice now, press 1."
)
