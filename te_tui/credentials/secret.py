"""A token that cannot be printed, formatted or pickled by accident (safety rule 5)."""

from __future__ import annotations

import re
from typing import NoReturn

_VISIBLE = re.compile(r"[\x21-\x7e]*")
_TOKEN = re.compile(r"[\x21-\x7e]{8,1024}")
# The embedded server's token is shorter, and loopback is the only place where it is worth anything.
_LOCAL_TOKEN = re.compile(r"[\x21-\x7e]{1,1024}")


class WrongToken(ValueError):
    """Raised for a text that cannot be a token; the message never contains the text."""


class Secret:
    """A token or a password that only `reveal` returns; it cannot be printed or pickled.

    Attributes:
        user: The login name if the secret is a password (Basic); None if it is a token (Bearer).
    """

    __slots__ = ("__token", "user")

    def __init__(self, token: str, user: str | None = None) -> None:
        self.__token = token
        self.user = user

    @classmethod
    def parse(cls, text: str, *, loopback: bool = False) -> Secret:
        """Make a secret from a text of 8 to 1,024 visible ASCII characters; with `loopback`, 1 is enough.

        Raises:
            WrongToken: the text is anything else; the message does not repeat it.
        """
        token = text.strip()
        if not (_LOCAL_TOKEN if loopback else _TOKEN).fullmatch(token):
            why = "holds others" if token and not _VISIBLE.fullmatch(token) else f"has {len(token):,}"
            least = 1 if loopback else 8
            message = f"a token is {least} to 1,024 visible ASCII characters; this {why}"
            raise WrongToken(message)
        return cls(token)

    def of(self, user: str | None) -> Secret:
        """A copy of the secret as the password of `user`, or as a token if `user` is None."""
        return Secret(self.__token, user)

    def reveal(self) -> str:
        """Return the token, for sending it, storing it, or masking it in answers."""
        return self.__token

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __format__(self, format_spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> NoReturn:
        message = "a secret cannot be pickled"
        raise TypeError(message)
