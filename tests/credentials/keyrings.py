"""Keyrings that do as a test says; they are taken for one of keyring's own by their module's name."""

from __future__ import annotations

from collections.abc import Callable

TRUSTED = "keyring.backends.kwallet"


class Memory:
    """A keyring in memory; several entries of one user are as many, as in the Secret Service."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], list[str]] = {}
        self.before_set: Callable[[str], None] = lambda user: None

    def get_password(self, service: str, username: str) -> str | None:
        return next(iter(self.held.get((service, username), [])), None)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.before_set(username)
        self.held.setdefault((service, username), [])[:1] = [password]

    def delete_password(self, service: str, username: str) -> None:
        self.held[service, username].pop(0)

    def tokens(self) -> dict[str, str]:
        """What is held, by user."""
        return {user: entries[0] for (_, user), entries in self.held.items() if entries}


def backend(answer: Callable[[str, str], str | None], module: str = TRUSTED) -> object:
    """A keyring that answers as told and claims to be of a module."""
    return type("Keyring", (), {"__module__": module, "get_password": staticmethod(answer)})()


def trusted(memory: Memory) -> Memory:
    """The same keyring under a name that te-tui trusts."""
    memory.__class__ = type("Keyring", (Memory,), {"__module__": TRUSTED})
    return memory


def holding(token: str | None) -> Callable[[str, str], str | None]:
    return lambda service, user: token


def raising(error: BaseException) -> Callable[..., str | None]:
    def answer(*arguments: str) -> str | None:
        raise error

    return answer
