"""An archive as a source of snapshots: one account group, one snapshot, no network, and no changes."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Self

from te_tui.archive.gaps import describe_gaps
from te_tui.archive.manifest import Member, UnfetchedPanel
from te_tui.archive.reader import Archive, open_archive
from te_tui.models.account_group import AccountGroup
from te_tui.models.clean import clean
from te_tui.models.panels import Panel, PanelContent
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages
from te_tui.sources.bare import BareSource
from te_tui.sources.errors import Answer, BadArchive, NotFound, Rejected, SourceError, Unreadable
from te_tui.sources.reading.decode import NotReadable
from te_tui.sources.vendors import vendor_named


class ArchiveSource(BareSource):
    """A source of one snapshot, from an archive file that has been verified and is not read again."""

    def __init__(self, archive: Archive) -> None:
        self.path = archive.path
        self.name = clean(archive.path.name)
        self.host = archive.manifest.host
        self.vendor = archive.manifest.vendor
        self._archive = archive
        manifest = archive.manifest
        self._panels = {member.widget_id: member for member in reversed(manifest.panels)}
        self._unfetched = {one.answer.widget_id: one for one in reversed(manifest.unfetched)}
        self._absent = {one.widget_id: one for one in reversed(manifest.absent)}

    def refusal(self, what: str) -> SourceError:
        """The error for `what` (a verb phrase), which no archive can do; it names the snapshot's host."""
        sentence = f"Could not {what}: {self.name} is an archive, and archives never change"
        return Rejected(sentence, f"Do it where the snapshot came from, {self.host}.")

    @classmethod
    def at(cls, path: Path) -> Self:
        """Open an archive file.

        Raises:
            NotFound: there is no such file.
            BadArchive: it is no archive, or a damaged one.
            FileTrouble: it cannot be read.
        """
        return cls(open_archive(path))

    @property
    def snapshot_id(self) -> str:
        """The id of the only snapshot."""
        return self._archive.manifest.snapshot_id

    @property
    def archived(self) -> datetime:
        """The time when the archive was made."""
        return self._archive.manifest.archived

    @property
    def gaps(self) -> str:
        """What the archive lacks, as a sentence without full stop; empty if the archive is complete."""
        return describe_gaps(self._archive.manifest)

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        """The only account group: that of the archived snapshot."""
        return (AccountGroup(self._archive.manifest.aid, self._archive.manifest.group_name),)

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:  # noqa: ARG002 - there is one
        """The list of snapshots: one page with the row of the only snapshot."""
        yield SnapshotPage(((await self.snapshot(aid, self.snapshot_id)).row,), None)

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        """The snapshot as it was when it was archived."""
        self._check(aid, snapshot_id)
        return self._archive.snapshot

    async def panel_content(self, aid: str, snapshot_id: str, panel: Panel) -> PanelContent:
        """The content of a widget; raises a `SourceError` with the API's reason if the widget has no data."""
        if panel.content is not None:
            return panel.content
        body = await self.raw_panel_data(aid, snapshot_id, panel.widget_id or "")
        try:
            return await asyncio.to_thread(vendor_named(self.vendor).read_content, panel, body)
        except NotReadable as error:
            sentence = f"The archive {self.name} holds no data of widget {panel.widget_id}: {error}"
            raise BadArchive(sentence, "Use another copy of it.") from None

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        """The API's answer for the snapshot, without its secrets."""
        self._check(aid, snapshot_id)
        return await self._body(self._archive.manifest.snapshot)

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        """The API's answer with a widget's data, without secrets.

        If the widget has none, an error gives the reason that the archive has for it.
        """
        self._check(aid, snapshot_id)
        if member := self._panels.get(widget_id):
            return await self._body(member)
        if unfetched := self._unfetched.get(widget_id):
            raise self._error(unfetched, await self._body(unfetched.answer))
        if absent := self._absent.get(widget_id):
            raise NotFound(absent.sentence, absent.next_step)
        raise NotFound(f"There is no widget {widget_id} in {self.name}", "Check the id.")

    async def _body(self, member: Member) -> bytes:
        return await asyncio.to_thread(self._archive.body, member)

    def _check(self, aid: str, snapshot_id: str) -> None:
        manifest = self._archive.manifest
        if aid != manifest.aid:
            kind = vendor_named(self.vendor).words.group
            raise NotFound(f"{self.name} holds nothing of {kind} {aid}", f"Its own is {manifest.aid}.")
        if snapshot_id != manifest.snapshot_id:
            sentence = f"There is no snapshot {snapshot_id} in {self.name}"
            raise NotFound(sentence, f"Its own is {manifest.snapshot_id}.")

    def _error(self, unfetched: UnfetchedPanel, body: bytes) -> SourceError:
        """The error for a widget whose data could not be fetched; its class is that of the API's answer."""
        status = unfetched.status
        said = vendor_named(self.vendor).failure("", status, body)
        # A 404 that is a gap was not confirmed: it does not mean here either that there are no data.
        kind = Unreadable if status < 300 else Rejected if status == 404 else type(said)
        error = kind(unfetched.sentence, unfetched.next_step, said.problem)
        error.answer = Answer(status, body)
        return error
