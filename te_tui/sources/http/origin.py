"""The base URL of a service: all its requests begin with it, and its token is sent nowhere else."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

_PORTS = {"https": 443, "http": 80}
# A name, international ones included, or an IP address.
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+(%\w+)?")


class WrongOrigin(ValueError):
    """The text is not a base URL, or not one that is safe to send a token to.

    The message says what is wrong. It repeats no more of the text than the host: the person may have pasted a
    token, or a URL with a password.
    """


class Origin(NamedTuple):
    """A service's base URL in parts; `path` precedes the path of every request."""

    scheme: str
    host: str
    port: int
    path: str = ""

    @classmethod
    def parse(cls, text: str) -> Origin:
        """Parse a base URL such as ``https://gate.example/base``.

        Raises:
            WrongOrigin: it is no https URL (http is allowed for loopback), or has a user, query or fragment.
        """
        try:
            parts = urlsplit(text.strip())
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise WrongOrigin("The base URL is not a URL") from None
        if parts.scheme not in _PORTS or not _HOST.fullmatch(host):
            raise WrongOrigin("The base URL does not begin with https:// and a host")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise WrongOrigin(
                "The base URL holds more than a host and a path; leave out user, query and fragment"
            )
        path = parts.path.rstrip("/")
        origin = cls(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, path)
        if origin.scheme == "http" and not origin.loopback:
            raise WrongOrigin(
                f"http://{host} would be sent the token unencrypted; http is for loopback only, use https"
            )
        return origin

    @property
    def loopback(self) -> bool:
        """Whether requests stay on this machine."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def label(self) -> str:
        """The host, with the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The base URL as text."""
        return f"{self.scheme}://{self.label}{self.path}"

    def below(self, path: str) -> Origin:
        """This base URL with `path`, such as ``/api``, added at its end."""
        return self._replace(path=self.path + path)
