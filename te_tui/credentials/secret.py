"""A token that cannot be printed, formatted or pickled by accident (safety rule 5)."""

from __future__ import annotations

import re
from typing import NoReturn

_VISIBLE = re.compile(r"[\x21-\x7e]*")
_TOKEN = re.compile(r"[\x21-\x7e]{8,1024}")
# The embedded server's token is shorter, and loopback is the only place where it is worth anything.
_LOCAL_TOKEN = re.compile(r"[\x21-\x7e]{1,1024}")


class WrongToken(ValueError):
    """The text cannot be a token; the message never holds the text."""


class Secret:
    """Holds a token; only `reveal` gives it out.

    Attributes:
        user: The login name that goes with a password (Basic); None for a token (Bearer).
    """

    __slots__ = ("__token", "user")

    def __init__(self, token: str, user: str | None = None) -> None:
        self.__token = token
        self.user = user

    @classmethod
    def parse(cls, text: str, *, loopback: bool = False) -> Secret:
        """Accept text as a token: 8 to 1,024 visible ASCII characters, nothing else.

        Raises:
            WrongToken: it is anything else; the message does not repeat it.
        """
        token = text.strip()
        if not (_LOCAL_TOKEN if loopback else _TOKEN).fullmatch(token):
            why = "holds others" if token and not _VISIBLE.fullmatch(token) else f"has {len(token):,}"
            least = 1 if loopback else 8
            message = f"a token is {least} to 1,024 visible ASCII characters; this {why}"
            raise WrongToken(message)
        return cls(token)

    def of(self, user: str | None) -> Secret:
        """The same secret as the password of `user`; as a token if `user` is None."""
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
