"""What the app is in Slack, to be pasted where a new one is made "from a manifest".

https://docs.slack.dev/reference/app-manifest
"""

from typing import Any

from integrations.slack import marks

# No more than what is asked of Slack: to post and be asked, to know whether a channel is ours
# alone, to read what was written under a card or to us while we were away, and who asks.
SCOPES = (
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "users:read",
    "users:read.email",
)
HEARD = ("app_home_opened", "message.channels", "message.groups", "message.im")
NAME = "Advice Line"


def manifest(public_url: str | None) -> dict[str, Any]:
    """Told at `public_url`; by Socket Mode where it is None."""
    address = None if public_url is None else f"{public_url}{marks.EVENTS}"
    return {
        "display_information": {
            "name": NAME,
            "description": "Questions to radiology: who has them, and how long they wait.",
            "long_description": (
                "Shows each question to the radiology advice line in its channel, without anything "
                "about the patient, and lets who is on duty claim it, pass it on and close it. "
                "Colleagues in the hospital ask by /hotdoc or by the shortcut at a message, which "
                "gives them a page for the words: nothing about a patient is typed in Slack."
            ),
            "background_color": "#003d73",
        },
        "features": _features(address),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(HEARD), **_told_at(address)},
            "interactivity": {"is_enabled": True, **_told_at(address)},
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }


def _features(address: str | None) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": NAME, "always_online": False},
        "shortcuts": [
            {
                "name": "Ask radiology",
                "type": "message",
                "callback_id": marks.ASK,
                "description": "Opens a form. The message is not handed over.",
            }
        ],
        "slash_commands": [
            {
                "command": marks.COMMAND,
                "description": "Ask radiology. Type nothing about a patient here.",
                "should_escape": False,
                **({"url": address} if address else {}),
            }
        ],
    }


def _told_at(address: str | None) -> dict[str, str]:
    return {"request_url": address} if address else {}
