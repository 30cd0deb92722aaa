"""The hospital's Slack in the demonstration: a miniature with the line's channel, whoever answers
on the line, and a doctor of a ward, who may only ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from advice_line.demo import fictional
from advice_line.demo.people import COLLEAGUES
from integrations.sandbox.slack.miniature import Miniature
from integrations.sandbox.slack.posting import Answer, Post, loopback_post

WARD, WARD_NAME = "U0WARD", "Dr Wanda Ward"
CHANNEL_NAME = "hot-doc"
# Where the service listens to it.
_EVENTS = "/slack/events"


@dataclass
class Telling:
    """What Slack tells reaches the service wherever it answers now; `at` is empty while it does
    not."""

    public_url: str
    at: str = ""
    _post: Post = field(default_factory=loopback_post)

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        if not self.at:
            raise ConnectionError("Nothing answers yet.")
        return self._post(f"{self.at}{url.removeprefix(self.public_url)}", body, headers)


def workplace(telling: Telling) -> Miniature:
    """Nothing is told before it is entered."""
    slack = Miniature(f"{telling.public_url}{_EVENTS}", telling)
    for person in COLLEAGUES:
        slack.workspace.user(person.slack_user, person.name, person.email)
    slack.workspace.user(WARD, WARD_NAME, "ward@hospital.example.org")
    everybody = [person.slack_user for person in COLLEAGUES]
    slack.workspace.channel(fictional.SLACK_CHANNEL, CHANNEL_NAME, *everybody, WARD)
    return slack
