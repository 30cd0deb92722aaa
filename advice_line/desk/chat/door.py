"""The door of the chat: who acts is the person behind the account, with the role they have at that
moment; every act goes through the steps of the pages."""

import json
from collections.abc import Callable
from dataclasses import asdict

from advice_line.desk.chat import (
    acting,
    asking,
    cards,
    envelopes,
    home,
    homes,
    people,
    refusing,
    rewording,
    showing,
    talk,
    unheard,
)
from advice_line.desk.query import reading, theirs
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.chat import ChatHome
from advice_line.ports.chat_desk import (
    ActChosen,
    AskWanted,
    ChatAnswer,
    ChatEvent,
    ChatForm,
    DirectWords,
    Done,
    FormSent,
    HomeOpened,
    Mend,
    Refused,
    Stale,
    ThreadWords,
    WordsChanged,
)
from advice_line.rules import chat_words
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Query
from advice_line.trust.roles import NOBODY, Action, Actor, require

SOURCE = "chat"


class Chat:
    """Each method is one committed transaction; see `ports.chat_desk.ChatDesk`."""

    def __init__(self, ledger: Ledger, public_url: str) -> None:
        self._ledger = ledger
        self._public_url = public_url

    def keep(self, key: str, envelope: str) -> None:
        with self._ledger.work(SOURCE) as work:
            envelopes.keep(work, key, envelope)

    def finished(self, key: str) -> None:
        with self._ledger.work(SOURCE) as work:
            envelopes.finished(work, key)

    def listening(self, *, alive: bool) -> None:
        with self._ledger.work(SOURCE) as work:
            unheard.listening(work, alive=alive)

    def act(self, event: ActChosen) -> ChatAnswer:
        def does(work: Work, query: Query, person: Responder) -> Done | ChatForm:
            if not acting.is_theirs_already(query, person, event.act):
                return acting.chosen(work, query, person, event.act, self._public_url)
            said = chat_words.YOURS.format(reference=query.reference)
            return Done(said, cards.page(self._public_url, query), chat_words.PAGE_LABEL)

        return self._on_a_query(event, does)

    def form_sent(self, event: FormSent) -> ChatAnswer:
        if event.act is None:
            return self._asked(event)

        def does(work: Work, query: Query, person: Responder) -> Done:
            return acting.sent(work, query, person, event, self._public_url)

        return self._on_a_query(event, does)

    def ask_wanted(self, event: AskWanted) -> ChatForm | Refused:
        if event.outside:
            return Refused(chat_words.OUTSIDE)
        with self._ledger.look(NOBODY.label) as work:
            return asking.form(work, event.channel)

    def home(self, event: HomeOpened) -> ChatHome:
        if event.outside:
            return home.refused(chat_words.OUTSIDE)
        with self._ledger.work(NOBODY.label) as work:
            shown = home.of_account(work, event.account, self._public_url)
            homes.opened(work, event.account, shown)
            return shown

    def thread_words(self, event: ThreadWords) -> Done | Refused | None:
        by = self._who(event)
        if event.outside:
            return Refused(chat_words.OUTSIDE)
        with self._ledger.work(by.label if by else NOBODY.label) as work:
            return talk.heard(work, event, by.responder_id if by else None)

    def words_changed(self, event: WordsChanged) -> Done | Refused | None:
        if event.outside:
            return None
        by = self._who(event)
        with self._ledger.work(by.label if by else NOBODY.label) as work:
            if isinstance(event.first, DirectWords):
                return rewording.changed(work, event, event.first)
            return talk.changed(work, event, event.first, by.responder_id if by else None)

    def direct_words(self, event: DirectWords) -> Done | Refused | None:
        with self._ledger.work(NOBODY.label) as work:
            answer = asking.written_to_us(work, event)
            told = isinstance(answer, Refused) and not refusing.answers(work, event)
            return None if told else answer

    def direct_words_found(self, event: DirectWords) -> Done | Refused:
        """The same of what the chat's own list has: whoever is refused hears it from the one who
        has `claims_refusal`."""
        with self._ledger.work(NOBODY.label) as work:
            return asking.written_to_us(work, event)

    def claims_refusal(self, event: DirectWords) -> bool:
        with self._ledger.work(NOBODY.label) as work:
            return refusing.claimed(work, event)

    def refusal_ended(self, event: DirectWords, *, told: bool) -> None:
        with self._ledger.work(NOBODY.label) as work:
            (refusing.told if told else refusing.not_told)(work, event)

    def _asked(self, event: FormSent) -> ChatAnswer:
        if event.outside:
            return Refused(chat_words.OUTSIDE)
        try:
            with self._ledger.work(NOBODY.label) as work:
                return asking.asked(work, event, self._public_url)
        except Invalid as error:
            return Mend(error.problems)

    def _on_a_query(
        self,
        event: ActChosen | FormSent,
        does: Callable[[Work, Query, Responder], Done | ChatForm],
    ) -> ChatAnswer:
        by = self._who(event)
        if event.outside or by is None:
            return self._unknown(event)
        try:
            require(by, Action.CLAIM)
            with self._ledger.work(by.label) as work:
                return self._do(work, by, event, does)
        except NotFound:
            return Refused(chat_words.NO_QUERY)
        except NotAllowed as error:
            return Refused(error.sentence)
        except Invalid as error:
            return Mend(error.problems)
        except Conflict as error:
            return self._stale(event.reference, error.sentence)

    def _do(
        self,
        work: Work,
        by: Actor,
        event: ActChosen | FormSent,
        does: Callable[[Work, Query, Responder], Done | ChatForm],
    ) -> Done | ChatForm:
        person = work.session.get_one(Responder, by.responder_id)
        query = theirs.held(work, by, Action.CLAIM, event.reference)

        def once() -> Done | ChatForm:
            _refuse_stale(work, query, person, event)
            return does(work, query, person)

        done = _once(work, event, once)
        showing.look_at(work, query, self._public_url)
        return done

    def _who(self, event: ChatEvent) -> Actor | None:
        with self._ledger.look(NOBODY.label) as work:
            person = people.responder(work, event.account)
            return people.actor(person) if person is not None and not event.outside else None

    def _unknown(self, event: ChatEvent) -> Refused:
        """Written down: somebody sees a card who may do nothing with it."""
        with self._ledger.work(NOBODY.label) as work:
            work.record("chat.refused", account=event.account, outside=event.outside)
        return Refused(chat_words.OUTSIDE if event.outside else chat_words.NOBODY_KNOWN)

    def _stale(self, reference: str, said: str) -> Stale | Refused:
        with self._ledger.look(NOBODY.label) as work:
            query = reading.by_reference(work, reference)
            return Stale(said, cards.card(work, query, self._public_url))


def _refuse_stale(work: Work, query: Query, person: Responder, event: ActChosen | FormSent) -> None:
    """Somebody who was first is named; any other change is shown before anything is done on it."""
    if query.version == event.version or acting.is_theirs_already(query, person, event.act):
        return
    acting.refuse_taken(work, query, person)
    raise Conflict(chat_words.CHANGED)


def _once(work: Work, event: ChatEvent, does: Callable[[], Done | ChatForm]) -> Done | ChatForm:
    """The same event once more is answered as it was; a form is only shown, which changes
    nothing."""
    if not inbox.receive(work, SOURCE, event.key):
        kept = inbox.answer_of(work, SOURCE, event.key)
        if kept is not None:
            return Done(**json.loads(kept))
    done = does()
    if isinstance(done, Done):
        inbox.keep(work, SOURCE, event.key, json.dumps(asdict(done)))
    return done
