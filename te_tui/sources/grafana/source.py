"""Grafana's HTTP Snapshot API as a source of snapshots."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar, Unpack
from urllib.parse import quote

from te_tui.credentials.secret import Secret
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages, SnapshotRow
from te_tui.sources.base import Compared
from te_tui.sources.clock import server_now
from te_tui.sources.errors import NotFound, NotLoggedIn, Refused, Rejected, ServerFailed, SourceError
from te_tui.sources.grafana.abilities import ABILITIES
from te_tui.sources.grafana.address import API_PATH, link_form, quoted_key
from te_tui.sources.grafana.creation import Created, NewSnapshot, dashboard_in, read_created, same_dashboard
from te_tui.sources.grafana.dashboards import read_dashboards
from te_tui.sources.grafana.listing import FIRST_LIMIT, GROWTH, Listing, read_listing
from te_tui.sources.grafana.problems import CHECK_ADDRESS, PerhapsNotFound, failure, without_its_words
from te_tui.sources.grafana.values.json_values import at
from te_tui.sources.grafana.versions import leading_number, version_in
from te_tui.sources.grafana.words import WORDS
from te_tui.sources.grafana.written import uid_in, with_uid
from te_tui.sources.http.funnel import Dialect, Request
from te_tui.sources.http.live import LiveHttpSource, Options
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.renewal import Renew
from te_tui.sources.reading.decode import NotReadable, parse
from te_tui.sources.reading.fields import text

# A list needs nothing else of the models: the rest is imported where it is read.
if TYPE_CHECKING:
    from datetime import datetime

    from te_tui.models.dashboard import Dashboard
    from te_tui.models.request import Captured, CopyRequest
    from te_tui.models.snapshot import Snapshot

T = TypeVar("T")

_DELETED: Final = 200
_FIRST_WITH_NOT_FOUND: Final = 8
"""The version from which on an unknown key is a 404."""
_FIRST_WITH_DASHBOARD: Final = 11
"""The version from which on a snapshot is taken only of a dashboard that is there."""
_KEPT: Final = 64 * 2**20
"""Bytes of bodies of which what was read is kept: a snapshot never changes."""


class Grafana(LiveHttpSource):
    """The live source of Grafana's API, with the token of one organization."""

    vendor = "grafana"
    abilities = ABILITIES
    api_path = API_PATH
    dialect = Dialect(failure)

    def __init__(
        self, origin: Origin, secret: Secret | Callable[[], Awaitable[Secret]], **options: Unpack[Options]
    ) -> None:
        if renew := options.get("renew"):
            options["renew"] = partial(self._renewed, renew)
        super().__init__(origin, secret, **options)
        # Several Grafanas may be below one host, each with an organization 1.
        self.host = f"{origin.label}{origin.path}"
        self._base = origin.url
        self._group: AccountGroup | None = None
        self._version: int | None = None
        self._listed: dict[str, SnapshotRow] = {}
        self._hosts: dict[str, str | None] = {}

    def refusal(self, what: str) -> SourceError:
        """The error for operations that Grafana's API lacks; it advises the person to do it in Grafana."""
        return Rejected(f"Could not {what}: Grafana's API cannot do that", "Do it in Grafana.")

    async def _renewed(self, renew: Renew, refused: NotLoggedIn, again: bool) -> Secret:
        """Get a new token; forget the organization and its snapshots, as the token may be for another."""
        secret = await renew(refused, again)
        self._group = None
        self._listed, self._hosts = {}, {}
        return secret

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        """GET /api/org: the token's only organization; if forbidden (403), one named after the host."""
        if self._group is None:
            try:
                self._group = await self._send(_asking("read the organization", "/org"), _read_organization)
            except NotFound as error:  # every Grafana has one
                raise Rejected(error.sentence, CHECK_ADDRESS, error.problem) from None
            except Refused as refused:
                if refused.problem.status != 403:
                    raise
                self._group = AccountGroup(self.host, self.host, kind=WORDS.group)
        return (self._group,)

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:  # noqa: ARG002 - rows name no dashboard
        """GET /api/dashboard/snapshots, newest first, with ever higher limits until one page has all rows."""
        what = f"list the snapshots of organization {aid}"
        await self._check_organization(what, aid)
        limit = FIRST_LIMIT
        while (listing := await self._list(what, limit)).sent >= limit:
            limit *= GROWTH
        self._listed = {row.snapshot_id: row for row in listing.rows if row.snapshot_id}
        self._hosts = dict(listing.hosts)
        yield SnapshotPage(listing.rows, None, listing.damage, hides_rows=listing.hides_rows)

    async def _list(self, what: str, limit: int) -> Listing:
        request = _asking(what, "/dashboard/snapshots", {"limit": str(limit)})
        try:
            return await self._send(request, partial(read_listing, base=self._base))
        except NotFound as error:
            raise Rejected(error.sentence, await self._no_list(), error.problem) from None

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        """GET /api/snapshots/{key}: the answer holds the data of all panels."""
        from te_tui.sources.grafana.opened import read_snapshot

        try:
            snapshot = await self._open(snapshot_id, partial(read_snapshot, key=snapshot_id))
        except NotFound:
            if expired := await self._expired(aid, snapshot_id):
                return expired
            raise
        return self._named(snapshot, aid, snapshot_id)

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:  # noqa: ARG002 - a key is unique
        """GET /api/snapshots/{key}, and return the body byte for byte."""
        from te_tui.sources.grafana.opened import read_snapshot

        def keep(body: bytes) -> bytes:
            read_snapshot(body, snapshot_id)
            return body

        return await self._open(snapshot_id, keep)

    async def dashboards(self, aid: str) -> tuple[Dashboard, ...]:
        """GET /api/search: the live dashboards."""
        what = f"list the dashboards of organization {aid}"
        await self._check_organization(what, aid)
        asked = {"type": "dash-db", "limit": "5000"}
        return await self._send(_asking(what, "/search", asked), read_dashboards)

    async def copy_snapshot(self, aid: str, request: CopyRequest) -> str:
        """POST /api/snapshots with the archived dashboard; return the new snapshot's key.

        The delete key in the answer is forgotten.
        """
        what = f"make {request.name or 'the snapshot'} again"
        await self._check_organization(what, aid)
        if request.snapshot_id is not None:
            quoted_key(what, request.snapshot_id)
        try:
            dashboard = await asyncio.to_thread(dashboard_in, request.evidence)
        except NotReadable as error:
            raise Rejected(f"Could not {what}: {error}", "Its archive is all there is of it.") from None
        seconds = 0
        if request.expires is not None:
            seconds = round((request.expires - server_now(self)).total_seconds())
            if seconds <= 0:
                raise Rejected(f"Could not {what}: it would have expired", "Name a later day.")
        if request.dashboard_id is not None:
            dashboard = with_uid(dashboard, request.dashboard_id)
        try:
            made = await self.create(what, NewSnapshot(dashboard, request.name, seconds, request.snapshot_id))
        except Rejected as error:
            raise await self._explained(what, dashboard, error) from None
        return made.key

    async def _explained(self, what: str, dashboard: bytes, error: Rejected) -> Rejected:
        """Say why a new snapshot was refused: since Grafana 11, the dashboard has to exist on the server.

        Returns the given error if that is not the reason.
        """
        uid = uid_in(dashboard)
        if error.problem.status != 400 or uid is None:
            return error
        if await self._has_dashboard(uid):
            return error
        said = f"Could not {what}: its dashboard {uid} is not in this Grafana"
        return Rejected(said, "Name another one of its dashboards; on the command line that is --uid.")

    async def _has_dashboard(self, uid: str) -> bool:
        """Whether the dashboard `uid` exists; True also if that cannot be found out."""
        path = f"/dashboards/uid/{quote(uid, safe='')}"
        try:
            await self._send(_asking("look for its dashboard", path), bytes)
        except NotFound:
            return False
        except SourceError:
            return True
        return True

    async def capture(self, aid: str, dashboard_id: str, start: datetime, end: datetime) -> Captured:
        """GET /api/dashboards/uid/{uid}, and POST /api/ds/query for each panel, which changes nothing."""
        from te_tui.sources.grafana.capture.captured import capture
        from te_tui.sources.grafana.capture.queries import Asked

        what = f"capture dashboard {dashboard_id}"
        await self._check_organization(what, aid)
        path = f"/dashboards/uid/{quote(dashboard_id, safe='')}"
        live = await self._send(_asking(what, path), _live_dashboard)

        async def send(asked: Asked) -> Any:
            request = Request(what, "POST", "/ds/query", {}, asked.body, silence=60.0, changes=False)
            try:
                return await self._send(request, parse)
            except NotLoggedIn:
                raise
            except SourceError as error:
                return _results_in(error) or str(error.problem) or error.sentence

        start_ms, end_ms = (int(moment.timestamp() * 1000) for moment in (start, end))
        try:
            return await capture(live, start_ms, end_ms, server_now(self), await self.version(), send)
        except NotReadable as error:
            raise Rejected(f"Could not {what}: {error}", "Make the snapshot in Grafana.") from None

    async def create(self, what: str, new: NewSnapshot) -> Created:
        """POST /api/snapshots once, without opening the new snapshot; `what` completes "Could not …".

        Raises:
            SourceError: the snapshot was not made; with `perhaps_done`, it may have been made.
        """
        request = Request(
            what, "POST", "/snapshots", {}, permission="snapshots:create", silence=120.0, content=new.body
        )
        try:
            made = await self._send(request, read_created)
        except SourceError as error:
            error.answer = None  # it may hold the delete key
            raise
        if made.delete_key is not None:
            self._client.hide(made.delete_key)
        return made

    async def why_no_copy(self, aid: str, snapshot_id: str) -> str | None:
        """Return a reason if snapshots are off, or (since Grafana 11) the dashboard is missing; else None."""
        with suppress(NotFound, Refused, Rejected):  # older ones do not say
            options = await self._send(_asking("read what may be shared", "/snapshot/shared-options"), parse)
            if at(options, "snapshotEnabled") is False:
                return "snapshots are switched off in this Grafana"
        version = await self.version()
        if version is not None and version < _FIRST_WITH_DASHBOARD:
            return None
        try:
            uid = uid_in(dashboard_in(await self.raw_snapshot(aid, snapshot_id)))
        except NotReadable as error:
            return str(error)
        if version is None or uid is None or await self._has_dashboard(uid):
            return None
        return f"its dashboard {uid} is not in this Grafana any more, which takes no snapshot of it then"

    async def compared(self, aid: str, snapshot_id: str, evidence: bytes) -> Compared:
        """GET /api/snapshots/{key}; compare its dashboard with that of `evidence`, an earlier answer."""
        from te_tui.sources.grafana.opened import read_snapshot

        def compare(body: bytes) -> Compared:
            row = read_snapshot(body, snapshot_id).row
            return Compared(row, same_dashboard(dashboard_in(body), dashboard_in(evidence)))

        row, is_same = await self._open(snapshot_id, compare)
        return Compared(row._replace(aid=aid, link_form=link_form(self._base, snapshot_id)), is_same)

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        """DELETE /api/snapshots/{key}; return whether the answer confirms it: 200 with a JSON object."""
        what = f"delete snapshot {snapshot_id}"
        await self._check_organization(what, aid)
        statuses: list[int] = []
        request = Request(
            what,
            "DELETE",
            f"/snapshots/{quoted_key(what, snapshot_id)}",
            {},
            permission="snapshots:delete",
            seen=lambda status, _headers: statuses.append(status),
        )
        body = await self._known(what, self._send(request, bytes))
        return statuses[-1] == _DELETED and _has_words(body)

    async def delete_by_delete_key(self, delete_key: Secret) -> bool:
        """GET /api/snapshots-delete/{deleteKey}, which deletes; return whether the answer confirms it."""
        what = "delete the snapshot of that delete key"
        self._client.hide(delete_key)
        statuses: list[int] = []
        path = f"/snapshots-delete/{quoted_key(what, delete_key.reveal())}"
        asking = _asking(what, path)._replace(
            changes=True, permission="snapshots:delete", seen=lambda status, _headers: statuses.append(status)
        )
        try:
            body = await self._known(what, self._send(asking, bytes))
        except NotFound:
            raise NotFound(f"Could not {what}: no snapshot has it", "Check it, and the profile.") from None
        except SourceError as error:
            raise without_its_words(error, what) from None
        return statuses[-1] == _DELETED and _has_words(body)

    async def version(self) -> int | None:
        """The first number of the server's version, such as 11; None if the server does not tell it."""
        if self._version is None:
            for path in ("/frontend/settings", "/health"):
                try:
                    told = await self._send(_asking("read the version", path), version_in)
                except SourceError:
                    continue
                self._version = leading_number(told)
                if self._version is not None:
                    break
        return self._version

    async def _expired(self, aid: str, key: str) -> Snapshot | None:
        """The snapshot without its panels, if the list still has it although it has expired; else None."""
        from te_tui.models.snapshot import DashboardFacts, Snapshot

        try:
            async for _ in self.snapshots(aid):
                pass
        except NotLoggedIn:
            raise
        except (Refused, Rejected):
            return None  # a token may open what it may not list
        row = self._listed.get(key)
        if row is None or row.expires is None or row.expires > server_now(self):
            return None
        words = "It has expired: Grafana opens it no more, and it can only be deleted."
        facts = DashboardFacts(description=words)
        return Snapshot(row, (), dashboard=facts, has_list=False)

    async def _open(self, snapshot_id: str, read: Callable[[bytes], T]) -> T:
        what = f"open snapshot {snapshot_id}"
        request = _asking(what, f"/snapshots/{quoted_key(what, snapshot_id)}", silence=30.0)
        return await self._known(what, self._send(request, read))

    async def _known(self, what: str, sending: Awaitable[T]) -> T:
        """Await an answer; raise `ServerFailed` for a 500 that cannot mean "not found" in this version.

        Grafana 6 and 7 answer 500 for an unknown key; in newer versions it is a real failure.
        """
        try:
            return await sending
        except PerhapsNotFound as error:
            version = await self.version()
            if version is not None and version >= _FIRST_WITH_NOT_FOUND:
                sentence = f"Could not {what}: {error.problem}"
                raise ServerFailed(sentence, "The service has a problem; try again later.") from None
            raise

    def _named(self, snapshot: Snapshot, aid: str, key: str) -> Snapshot:
        """Add to an opened snapshot the facts that only the list has, such as its name, if it was listed."""
        from dataclasses import replace

        row, listed = snapshot.row, self._listed.get(key)
        row = row._replace(aid=aid, link_form=link_form(self._base, key))
        if listed is not None:
            row = row._replace(name=listed.name or row.name, publication=listed.publication)
        facts = snapshot.dashboard
        if host := self._hosts.get(key):
            words = f"Its content is at {host}, outside this Grafana; te-tui does not fetch it there."
            facts = replace(facts, description=words)
        return replace(snapshot, row=row, dashboard=facts)

    async def _check_organization(self, what: str, aid: str) -> None:
        """Raise NotFound if `aid` is not the token's organization; Grafana's answers do not name it."""
        (group,) = await self.account_groups()
        if group.aid != aid:
            sentence = f"Could not {what}: the token is of organization {group.aid}, not {aid}"
            raise NotFound(sentence, "Use the profile of that organization: each token is of one.")

    async def _no_list(self) -> str:
        """Advice for the person if the list of snapshots is not found.

        If Grafana tells its version, that version has no such list; otherwise the address may be wrong.
        """
        version = await self.version()
        if version is None:
            return CHECK_ADDRESS
        return f"This is a Grafana {version} without the classic list of snapshots, which te-tui needs."


def _asking(
    what: str, path: str, params: dict[str, str] | None = None, *, silence: float | None = None
) -> Request:
    request = Request(what, "GET", path, params or {})
    return request if silence is None else request._replace(silence=silence)


def _read_organization(body: bytes) -> AccountGroup:
    sent = parse(body)
    aid = text(sent.get("id")) if isinstance(sent, dict) else None
    if aid is None:
        raise NotReadable("it names no organization")
    return AccountGroup(aid, text(sent.get("name")), current=True, kind=WORDS.group)


def _live_dashboard(body: bytes) -> dict[str, Any]:
    sent = parse(body)
    live = sent.get("dashboard") if isinstance(sent, dict) else None
    if not isinstance(live, dict):
        raise NotReadable("it holds no dashboard")
    return live


def _results_in(error: SourceError) -> Any:
    """The parsed body of an error answer that has query results; None if it has none.

    Grafana sends such an answer if all queries of a panel failed.
    """
    try:
        sent = parse(error.answer.body) if error.answer else None
    except NotReadable:
        return None
    return sent if isinstance(sent, dict) and "results" in sent else None


def _has_words(body: bytes) -> bool:
    try:
        return isinstance(parse(body), dict)
    except NotReadable:
        return False
