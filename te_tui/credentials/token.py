"""The search for a token: the sources it asks, their order, and their answers (safety rules 1 to 3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from te_tui.credentials.account import Account
from te_tui.credentials.secret import Secret, WrongToken
from te_tui.credentials.store import Store, Trouble


class NoToken(Exception):
    """Raised when there is no usable token.

    `sentence` says which token sources were asked, `next_step` says what to do; `str()` gives both.
    """

    def __init__(self, sentence: str, next_step: str) -> None:
        super().__init__(f"{sentence}. {next_step}")
        self.sentence = sentence
        self.next_step = next_step


class HasNone(Exception):
    """Raised by a token source that certainly has no token, so that the next source is asked.

    The message completes a sentence that begins with the source's label, such as "TE_TOKEN …".
    """


class TokenSource(Protocol):
    """Protocol: something that may hold a token, such as an environment variable, a command or a keyring.

    Attributes:
        name: a short, fixed name, for people and scripts.
        label: the source's name in a sentence.
    """

    @property
    def name(self) -> str:
        """A short, fixed name of the source, for people and scripts."""

    @property
    def label(self) -> str:
        """The name of the source in a sentence."""

    def ask(self) -> Secret:
        """Return the token.

        Raises:
            HasNone: the source certainly has no token; the next source is asked.
            Trouble: the source failed, or what it holds is not a token; no other source is asked.
        """


class Given(NamedTuple):
    """An environment variable as a token source; `token` is its text, not yet checked, or None if not set."""

    token: Secret | None
    loopback: bool
    label: str
    name: str = "environment"

    def ask(self) -> Secret:
        """Return the token; raise `HasNone` if the variable is not set, `Trouble` if it holds no token."""
        if self.token is None:
            raise HasNone("is not set")
        return _parsed(self.token.reveal(), "holds no token", loopback=self.loopback)


class Stored(NamedTuple):
    """A token that a store keeps for an account."""

    store: Store
    account: Account
    loopback: bool

    @property
    def name(self) -> str:
        """The name of the store."""
        return self.store.name

    @property
    def label(self) -> str:
        """The label of the store."""
        return self.store.label

    def ask(self) -> Secret:
        """Probe the store, then read the token; raise `HasNone` if there is none, `Trouble` if that fails."""
        probe = self.store.probe()
        if probe.empty:
            raise HasNone(probe.said)
        if not probe.ready:
            raise Trouble(probe.said, probe.next_step)
        stored = self.store.read(self.account)
        if stored is None:
            raise HasNone(f"holds none for {self.account.user}")
        return _parsed(stored, f"holds no token for {self.account.user}", loopback=self.loopback)


class LeftOut(NamedTuple):
    """A token source that is not asked for a token; `why` says the reason."""

    name: str
    label: str
    why: str

    def ask(self) -> Secret:
        """Raise `HasNone`, with the reason why this source is not asked."""
        raise HasNone(f"is not asked: {self.why}")


class Search(NamedTuple):
    """The result of a search for a token.

    Attributes:
        secret: the token; None if none was found.
        found_in: the source that had the token; None if none was found.
        said: each source that gave no token, with its answer, such as "is not set".
        next_step: what to do if no token was found.
    """

    secret: Secret | None
    found_in: TokenSource | None
    said: tuple[tuple[TokenSource, str], ...]
    next_step: str

    def required(self) -> Secret:
        """Return the token that was found.

        Raises:
            NoToken: there is none.
        """
        if self.secret is not None:
            return self.secret
        asked = [f"{source.label} {said}" for source, said in self.said]
        listed = asked[0] if len(asked) == 1 else f"{', '.join(asked[:-1])}, and {asked[-1]}"
        raise NoToken(f"There is no API token: {listed}", self.next_step)


def find_token(sources: Iterable[TokenSource], variable: str) -> Search:
    """Ask the sources in order until one returns a token or fails; after a failure no further one is asked.

    `variable` is the environment variable that can hold a token; the advice in `next_step` names it.
    """
    otherwise = f"Set {variable} to one, or store one with te-tui login."
    said: list[tuple[TokenSource, str]] = []
    for source in sources:
        try:
            return Search(source.ask(), source, tuple(said), "")
        except HasNone as nothing:
            said.append((source, str(nothing)))
        except Trouble as trouble:
            return Search(None, None, (*said, (source, trouble.said)), trouble.next_step or otherwise)
    return Search(None, None, tuple(said), otherwise)


def _parsed(text: str, otherwise: str, *, loopback: bool) -> Secret:
    try:
        return Secret.parse(text, loopback=loopback)
    except WrongToken as error:
        raise Trouble(f"{otherwise}: {error}", "") from None
