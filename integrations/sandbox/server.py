"""The carrier over HTTP on loopback: its REST side, and the control face under /sandbox/."""

from http.server import BaseHTTPRequestHandler
from typing import ClassVar

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.refusals import AnswerLost, RestAnswer
from integrations.sandbox.remote import PREFIX, answer_control
from integrations.sandbox.serving import HttpServer


class _Handler(BaseHTTPRequestHandler):
    """Bound to one carrier by `serve_carrier`."""

    protocol_version = "HTTP/1.1"
    # One segment for head and body: two of them wait 40 ms for each other's acknowledgement.
    wbufsize = -1
    control: ClassVar[InProcessControl]

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def do_DELETE(self) -> None:
        self._handle()

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the carrier's own record holds every request."""

    def _handle(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True  # whoever asked was killed in the middle of asking
            return
        if self.path.startswith(PREFIX):
            status, said = answer_control(self.control, self.path.removeprefix(PREFIX), body)
            self._send(RestAnswer.of(status, said))
            return
        rest = self.control.carrier.rest
        headers = dict(self.headers.items())
        kept = rest.kept(f"http://{headers.get('Host', '')}{self.path}", headers)
        if kept is not None:
            self._send(kept)
            return
        try:
            answer = rest.handle(self.command, self.path, headers, body)
        except AnswerLost:
            self.close_connection = True
            return
        self._send(answer)

    def _send(self, answer: RestAnswer) -> None:
        try:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)
            self.wfile.flush()
        except OSError:
            # Whoever asked is gone: killed while its answer was held, which is a story's point.
            self.close_connection = True


class CarrierServer(HttpServer):
    """A running carrier; `base` is what TWILIO_API_URL must say."""

    def __init__(self, carrier: Carrier, port: int = 0) -> None:
        handler = type("CarrierHandler", (_Handler,), {"control": InProcessControl(carrier)})
        super().__init__(handler, port)

    def __enter__(self) -> "CarrierServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
