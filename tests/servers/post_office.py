"""Closes the loop: what leaves by the miniature mail server comes back into a real mailbox.

with MailServer() as mail, running_dovecot({"elmroad@example.org": "secret"}) as dovecot:
    office = PostOffice(mail, dovecot)
    ...  # something sends
    office.carry()
    assert dovecot.folders("elmroad@example.org") == {"INBOX": 1}
"""

from dataclasses import dataclass

from integrations.sandbox.mail import MailServer
from integrations.sandbox.mail_kept import KeptMail
from tests.servers.dovecot import Dovecot


@dataclass
class PostOffice:
    """Mails to those who have a mailbox here, by plus-addresses too, are brought to it, in their
    order and each once; mails to others stay where they are."""

    mail: MailServer
    dovecot: Dovecot
    _carried: int = 0

    def carry(self) -> int:
        """How many were brought."""
        new = self.mail.messages[self._carried :]
        self._carried += len(new)
        every = [(kept.raw, address, kept.sender) for kept in new for address in self._known(kept)]
        self.dovecot.deliver_every(every)
        return len(every)

    def _known(self, kept: KeptMail) -> list[str]:
        return [address for address in kept.recipients if _bare(address) in self.dovecot.users]


def _bare(address: str) -> str:
    name, _, domain = address.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"
