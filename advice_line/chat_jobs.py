"""What the worker does about the chat, and how often; all stand being done by several workers at
once."""

from advice_line.desk.chat.direct import ByText
from advice_line.desk.chat.door import Chat
from advice_line.desk.chat.envelopes import Envelopes
from advice_line.desk.chat.homes import Homes
from advice_line.desk.chat.list_reading import ListReading
from advice_line.desk.chat.showing import Showing
from advice_line.desk.chat.showing_alerts import ShowingAlerts
from advice_line.desk.chat.unheard import UnheardAlarm
from advice_line.jobs import Job
from advice_line.ledger.work import Ledger
from advice_line.ports.chat_desk import ChatService
from advice_line.settings import Settings

# How often it is looked whether a reading has come due (`rules/list_reading.EVERY`).
LOOK_SECONDS = 30.0
HOMES_SECONDS = 5.0
# Seldom enough that whoever has just started has read the lists before it is asked for.
UNHEARD_SECONDS = 60.0
AT_NIGHT = "20 2 * * *"


def of_chat(
    ledger: Ledger, chat: ChatService | None, desk: Chat, settings: Settings
) -> tuple[Job, ...]:
    """Who is told by text what the chat has not told them, whether it is on or off."""
    public_url, every = settings.public_url, settings.worker_poll_seconds
    connects = settings.slack_app_token is not None
    by_text = ByText(ledger)
    always = Job(
        name="chat_by_text",
        run=by_text.instead,
        every_seconds=every,
        next_due=by_text.next_due,
    )
    if chat is None:
        return (always,)
    left, reading = Envelopes(ledger, chat.reader), ListReading(ledger, desk, chat, public_url)
    return (
        Job(name="chat_cards", run=Showing(ledger, public_url).look, every_seconds=every),
        Job(name="chat_alerts", run=ShowingAlerts(ledger, public_url).look, every_seconds=every),
        Job(name="chat_homes", run=Homes(ledger, public_url).look, every_seconds=HOMES_SECONDS),
        always,
        Job(
            name="chat_envelopes",
            run=left.hand_on,
            every_seconds=every,
            next_due=left.next_due,
        ),
        Job(name="chat_lists", run=reading.read_due, every_seconds=max(every, LOOK_SECONDS)),
        Job(name="chat_lists_night", run=reading.read_at_night, cron=AT_NIGHT),
        Job(
            name="chat_unheard",
            run=UnheardAlarm(ledger, connects=connects).look,
            every_seconds=max(every, UNHEARD_SECONDS),
        ),
    )
