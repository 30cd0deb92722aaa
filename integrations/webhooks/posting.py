"""Posts to a clinical system's own address over https, and to nothing that is not meant to be
reached: what its name resolves to is looked at each time, and no redirection is followed."""

import ssl
from collections.abc import Iterable, Mapping
from contextlib import closing
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import monotonic

from advice_line.errors import DeliveryDelayed
from advice_line.ports import addresses
from advice_line.ports.addresses import Network
from advice_line.ports.webhooks import Answer, parts_of
from integrations.outward import connecting

SECONDS = 5.0
LONGEST_WAIT = 3600


class HttpWebhooks:
    """A `ports.webhooks.WebhookPoster`. In a rehearsal (`local`) it talks to this machine only,
    otherwise to the public internet and to the `networks` that the site named."""

    def __init__(
        self,
        *,
        local: bool,
        networks: Iterable[Network] = (),
        certificate_file: Path | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._local = local
        self._networks = tuple(networks)
        self._certificates = certificate_file
        self._seconds = seconds

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        until = monotonic() + self._seconds
        try:
            parts = parts_of(url, local=self._local)
            made = connecting.connected(parts, until, self._may, self._certificates)
            with closing(made) as connection, connecting.ended(connection, until):
                connection.request("POST", connecting.path_of(parts), body=body, headers=headers)
                with closing(connection.getresponse()) as response:
                    return Answer(response.status, _retry_after(response))
        except ssl.SSLCertVerificationError:
            raise DeliveryDelayed("wrong_certificate") from None
        except connecting.NoServer:
            raise DeliveryDelayed("no_server") from None
        except connecting.Forbidden:
            raise DeliveryDelayed("forbidden_network") from None
        except TimeoutError:
            raise DeliveryDelayed("too_slow") from None
        except (OSError, HTTPException, ValueError):
            # Without its words: they may hold the address, which is often a secret.
            raise DeliveryDelayed("no_answer") from None

    def _may(self, address: str) -> bool:
        if self._local:
            return addresses.is_here(address)
        return addresses.is_public(address) or addresses.is_within(address, self._networks)


def _retry_after(response: HTTPResponse) -> int | None:
    """Seconds alone; the other spelling, a date, is of the system's own clock."""
    said = response.getheader("Retry-After", "").strip()
    if not said.isascii() or not said.isdigit() or len(said) > 9:
        return None
    return min(int(said), LONGEST_WAIT)
