"""What stands in a channel is changed where it stands, and posted where it does not."""

from collections.abc import Callable

from advice_line.errors import DeliveryRefused
from advice_line.ports.chat import ChatRefusal


def shown(message: str | None, change: Callable[[str], None], post: Callable[[], str]) -> str:
    """The id of the message that shows it now. Where somebody has taken ours away it is posted
    anew. Raises what the two raise."""
    if message is not None:
        try:
            change(message)
            return message
        except DeliveryRefused as error:
            if error.code != ChatRefusal.MESSAGE_GONE:
                raise
    return post()
