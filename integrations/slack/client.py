"""The kit's client, always and only at SLACK_API_URL, and what it tries again by itself."""

from slack_sdk import WebClient
from slack_sdk.http_retry import (
    ConnectionErrorRetryHandler,
    HttpRequest,
    HttpResponse,
    RateLimitErrorRetryHandler,
    RetryHandler,
    RetryState,
)
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler

# Whoever waits for it is a sender's thread, or one that a person's press has started.
TIMEOUT_SECONDS = 10
# While somebody waits for the answer to their press, for which Slack gives three seconds.
QUICK_SECONDS = 2
# The kit sleeps as long as Slack asks; what is longer waits in the outbox, where others go on.
LONGEST_SLEEP = 3


class ShortWaits(RateLimitErrorRetryHandler):
    """Waits for Slack's rate limit where it asks for a moment only."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        asked = super()._can_retry(state=state, request=request, response=response, error=error)
        return asked and response is not None and _wait(response) <= LONGEST_SLEEP


def _wait(response: HttpResponse) -> int:
    given = {name.lower(): values for name, values in response.headers.items()}
    first = given.get("retry-after", ["1"])[0]
    return int(first) if first.isdigit() else LONGEST_SLEEP + 1


def repeating(token: str, api_url: str) -> WebClient:
    """For what may be asked twice: reading, changing, showing to one person."""
    again: list[RetryHandler] = [ConnectionErrorRetryHandler(), ServerErrorRetryHandler()]
    return _client(token, api_url, [*again, ShortWaits()])


def posting(token: str, api_url: str) -> WebClient:
    """For what would be there twice: after a lost connection nobody knows, so it is found first.

    The kit's own default repeats a post whose answer was lost.
    """
    return _client(token, api_url, [ShortWaits()])


def quick(token: str, api_url: str) -> WebClient:
    """For what helps nobody any more if it comes late."""
    return _client(token, api_url, [], QUICK_SECONDS)


def _client(
    token: str, api_url: str, again: list[RetryHandler], seconds: int = TIMEOUT_SECONDS
) -> WebClient:
    return WebClient(token=token, base_url=api_url, timeout=seconds, retry_handlers=again)
