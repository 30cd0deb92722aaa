"""What is said of a passkey that was not taken, and to whom something of their sign-in changed."""

PASSKEY_REFUSED = {
    "challenge": "That took too long, or this page was used before. Try again.",
    "unreadable": "Nothing came from the device's lock. Try again, or use another way.",
    "unknown": "This passkey is not known here any more. Use another way, then add it again.",
    "not_verified": (
        "The device did not show that it was you. "
        "Unlock it by face, finger or PIN, and try again; or use another way."
    ),
    "count": "This passkey answered twice at once. Try again.",
    "known_already": "This device's lock is among yours already.",
    "too_many": "You have ten passkeys. Remove one that you no longer use.",
}
