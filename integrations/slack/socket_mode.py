"""Socket Mode: we connect to Slack and are told by that, where no firewall lets Slack in."""

import logging
import threading

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from advice_line.errors import Busy
from advice_line.ports.chat_desk import ChatDesk

log = logging.getLogger(__name__)

# How long after a first connection that failed the next is tried; later ones the kit tries itself,
# each time that its ping finds the connection gone.
AGAIN_SECONDS, PING_SECONDS = 10.0, 5.0
# How often the desk is told whether the connection stands.
TELL_SECONDS = 30.0
# What the kit is given to finish at the end: it waits up to three seconds for the next word, and
# for ever where its session began between two lines of its `connect`.
CLOSE_SECONDS = 10.0


class SocketMode:
    """Does not raise where Slack cannot be reached: it is tried again until it can."""

    def __init__(
        self,
        app: App,
        desk: ChatDesk,
        app_token: str,
        api_url: str,
        *,
        again_seconds: float = AGAIN_SECONDS,
        ping_seconds: float = PING_SECONDS,
        tell_seconds: float = TELL_SECONDS,
        close_seconds: float = CLOSE_SECONDS,
    ) -> None:
        self._app = app
        self._desk = desk
        self._app_token = app_token
        self._api_url = api_url
        self._again_seconds = again_seconds
        self._ping_seconds = ping_seconds
        self._tell_seconds = tell_seconds
        self._close_seconds = close_seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="slack socket", daemon=True)
        self._handler: SocketModeHandler | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns once what was in hand is acknowledged, or after CLOSE_SECONDS: what is not
        acknowledged then Slack sends again."""
        self._stopped.set()
        self._thread.join()
        if self._handler is None:
            return
        closing = threading.Thread(target=self._handler.close, name="slack closes", daemon=True)
        closing.start()
        closing.join(self._close_seconds)
        if closing.is_alive():
            log.warning("the connection to Slack did not close and is left to the process's end")

    def _run(self) -> None:
        self._handler = SocketModeHandler(
            self._app,
            app_token=self._app_token,
            web_client=WebClient(base_url=self._api_url),
            ping_interval=self._ping_seconds,
        )
        while not self._stopped.is_set() and not self._connected(self._handler):
            self._tell(alive=False)
            self._stopped.wait(self._again_seconds)
        while not self._stopped.is_set():
            self._tell(alive=bool(self._handler.client.is_connected()))
            self._stopped.wait(self._tell_seconds)

    def _connected(self, handler: SocketModeHandler) -> bool:
        try:
            handler.connect()  # type: ignore[no-untyped-call] # the kit says no types here
        except Exception as error:  # whatever it was, the next try comes all the same
            log.error("Slack cannot be connected to yet: %s", type(error).__name__)
            return False
        return True

    def _tell(self, *, alive: bool) -> None:
        try:
            self._desk.listening(alive=alive)
        except Busy:
            log.warning("whether the connection stands could not be told")
