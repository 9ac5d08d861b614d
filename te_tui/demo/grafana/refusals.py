"""Grafana's error responses, called refusals, in the form of each version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from te_tui.demo.wire import Json, encode

if TYPE_CHECKING:
    from starlette.requests import Request

    from te_tui.demo.grafana.versions import Version

JSON = "application/json; charset=UTF-8"


class Refusal(Exception):
    """An error response that ends a request: its status, and its body as JSON."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


class Refusals:
    """The error responses of one version of Grafana."""

    def __init__(self, version: Version) -> None:
        self._version = version

    def unknown_key(self) -> Refusal:
        """Return the error for a key or delete key that no snapshot has."""
        if self._version.has_message_ids:
            return self._identified(404, "Snapshot not found", "dashboardsnapshots.not-found")
        if self._version.number < 8:
            return plain(500, "Failed to get dashboard snapshot")
        return plain(404, "Failed to find dashboard snapshot")

    def existing_key(self) -> Refusal:
        """Return the error for a key that another snapshot already has."""
        if self._version.knows_existing_keys:
            return self._identified(409, "Snapshot key already exists", "dashboardsnapshots.keyAlreadyExists")
        return plain(500, "Failed to create snapshot")

    def no_login(self) -> Refusal:
        """Return the error for a request without a valid login."""
        return self._identified(401, "Unauthorized", "auth.unauthorized")

    def bad_token(self, message_id: str = "api-key.invalid") -> Refusal:
        """Return the error for a token that is unknown, or that belongs to another organization."""
        text = "API key organization mismatch" if message_id.endswith("mismatch") else "Invalid API key"
        return self._identified(401, text, message_id)

    def bad_body(self, classification: str = "DeserializationError") -> Refusal:
        """Return the error for a body that cannot be read; versions below 8 say in it what is wrong."""
        if self._version.number >= 8:
            return plain(400, "bad request data")
        required = classification == "RequiredError"
        problem: Json = {"classification": classification, "message": "Required" if required else "malformed"}
        fields = {"fieldNames": ["Dashboard"]} if required else {}
        return Refusal(
            422 if required else 400, {"message": "bad request data", "errors": [fields | problem]}
        )

    def missing_permission(self, permission: str) -> Refusal:
        """Return the error for a caller who lacks a permission (in old versions, a role)."""
        if not self._version.has_message_ids:
            return plain(403, "Permission denied")
        text = "You'll need additional permissions to perform this action. Permissions needed: "
        body = {
            "accessErrorId": "ACE0000000001",
            "message": text + permission,
            "title": "Access denied",
        }
        return Refusal(403, body)

    def _identified(self, status: int, message: str, message_id: str) -> Refusal:
        """Return an error response; `message_id` is in it only if this version has message ids."""
        if not self._version.has_message_ids:
            return plain(status, message)
        return Refusal(
            status, {"message": message, "messageId": message_id, "statusCode": status, "traceID": ""}
        )


def plain(status: int, message: str) -> Refusal:
    """Return an error response that contains only a message."""
    return Refusal(status, {"message": message})


def json_response(body: object, status: int = 200) -> Response:
    """Return a JSON response; a body of type `bytes` is JSON already."""
    content = body if isinstance(body, bytes) else encode(body)
    return Response(content, status, headers={"Content-Type": JSON})


def refuse(status: int, _: str) -> Response:
    """Return the response for a simulated failure of the server, such as 429 or 500."""
    return json_response(
        {"message": "Too Many Requests" if status == 429 else "Internal server error"}, status
    )


async def answer_refusal(_: Request, error: Exception) -> Response:
    """Turn a `Refusal` into its response."""
    assert isinstance(error, Refusal)  # noqa: S101 - registered for this type alone
    return json_response(error.body, error.status)


async def answer_http_error(_: Request, error: Exception) -> Response:
    """Answer 404 to the router's 404 and 405: Grafana treats a wrong method as an unknown path."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type alone
    return json_response({"message": "Not found"}, 404)


async def answer_mistake(_: Request, __: Exception) -> Response:
    """Answer an unexpected exception of the server itself with 500."""
    return json_response({"message": "The server made a mistake."}, 500)
