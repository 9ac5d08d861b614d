"""Login to the embedded Grafana: with a token, which belongs to one organization, or with a password."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from te_tui.demo.options import (
    EDITOR_TOKEN,
    GRAFANA_PERSON,
    LOGIN_TOKEN,
    OTHER_ORG_TOKEN,
    TOKEN,
    VIEWER_TOKEN,
)

if TYPE_CHECKING:
    from starlette.requests import Request

    from te_tui.demo.grafana.refusals import Refusals
    from te_tui.demo.grafana.versions import Version

ORGANIZATIONS = {1: "Shop", 2: "Shop, staging"}
"""The organizations by id."""

EDITOR_ID = 7
"""The user id of the token that is an editor's."""


@dataclass(frozen=True)
class Caller:
    """The user or service account that sends a request; `role` is Admin, Editor or Viewer."""

    org_id: int
    user_id: int
    role: str

    @property
    def is_admin(self) -> bool:
        """Whether the caller is an administrator, who sees all snapshots of the organization."""
        return self.role == "Admin"

    @property
    def edits(self) -> bool:
        """Whether the caller may make and delete snapshots."""
        return self.role != "Viewer"


ANONYMOUS = Caller(1, 0, "Viewer")
"""A request without a login, where the server is in public mode."""

_TOKENS = {
    TOKEN: Caller(1, 3, "Admin"),
    LOGIN_TOKEN: Caller(1, 3, "Admin"),
    EDITOR_TOKEN: Caller(1, EDITOR_ID, "Editor"),
    VIEWER_TOKEN: Caller(1, 8, "Viewer"),
    OTHER_ORG_TOKEN: Caller(2, 12, "Admin"),
}
_PERSON = Caller(1, 1, "Admin")


class Access:
    """Finds the caller of a request from its login (the header `Authorization`)."""

    def __init__(self, version: Version, refusals: Refusals) -> None:
        self._version = version
        self._refusals = refusals

    def caller(self, request: Request) -> Caller:
        """Return the caller of a request.

        Raises:
            Refusal: the login is missing or wrong.
        """
        caller = self.caller_if_any(request)
        if caller is None:
            raise self._refusals.no_login()
        return caller

    def caller_if_any(self, request: Request) -> Caller | None:
        """Return the caller of a request; None if it has no login.

        Raises:
            Refusal: the login is wrong.
        """
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        org = request.headers.get("x-grafana-org-id", "")
        match scheme.lower():
            case "":
                return None
            case "bearer":
                return self._bearer(given.strip(), org)
            case "basic":
                return self._person(given.strip(), org)
            case _:
                raise self._refusals.no_login()

    def _bearer(self, given: str, org: str) -> Caller:
        """Return the service account that a token belongs to.

        From version 9 on, refuse the token if the request names an organization (`org`) other than its own.
        """
        known = [
            caller for token, caller in _TOKENS.items() if hmac.compare_digest(given.encode(), token.encode())
        ]
        if not known:
            raise self._refusals.bad_token()
        if self._version.has_message_ids and org and org != str(known[0].org_id):
            raise self._refusals.bad_token("api-key.organization-mismatch")
        return known[0]

    def _person(self, given: str, org: str) -> Caller:
        """Return the user whose login is `given`, in Base64, as a member of organization `org`.

        If no organization has the id `org`, it is the user's first one.
        """
        try:
            login = base64.b64decode(given, validate=True)
        except (binascii.Error, ValueError):
            login = b""
        if not hmac.compare_digest(login, ":".join(GRAFANA_PERSON).encode()):
            raise self._refusals.no_login()
        chosen = next((org_id for org_id in ORGANIZATIONS if str(org_id) == org), _PERSON.org_id)
        return replace(_PERSON, org_id=chosen)
