"""Reading one widget from all snapshots of its dashboard, live and archived."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from typing import Literal, NamedTuple, TypeAlias

from te_tui.models.panel_series import same_panel
from te_tui.models.panels import Panel, PanelContent
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_pair import is_same_dashboard, may_be_of
from te_tui.models.words import counted
from te_tui.render.analysis.trend import others_words
from te_tui.render.text.damage import describe_damage
from te_tui.screens.at_hand import AtHand, archived
from te_tui.screens.explorer import tries_again
from te_tui.screens.session import Session
from te_tui.sources.errors import NotLoggedIn, SourceError
from te_tui.sources.few_at_once import in_order
from te_tui.sources.finding import list_pages
from te_tui.sources.http.pace import sparing

_Lack: TypeAlias = Literal["another dashboard", "no widget"]
"""Why an opened snapshot does not show the widget."""


class Shown(NamedTuple):
    """A widget's content in one snapshot.

    Attributes:
        held: The snapshot, live or archived.
        content: The content.
        damage: The names of the parts of the data that could not be read.
    """

    held: AtHand
    content: PanelContent
    damage: tuple[str, ...] = ()


class History(NamedTuple):
    """A widget's content in every snapshot of its dashboard.

    Attributes:
        shown: The content in each snapshot that has the widget.
        without: How many snapshots do not have the widget.
        failures: The error of each snapshot that could not be read.
        others: How many snapshots were opened and are of another dashboard.
        unopened: How many snapshots were not opened: the list does not tell their dashboard, and their names
            do not have the dashboard's title in them.
        title: The dashboard's title.
    """

    shown: tuple[Shown, ...] = ()
    without: int = 0
    failures: tuple[SourceError, ...] = ()
    others: int = 0
    unopened: int = 0
    title: str = ""

    @property
    def left_out(self) -> str:
        """Sentences on the snapshots that are, or may be, of other dashboards; empty if there are none."""
        return " ".join(others_words(self.others, self.unopened, self.title))

    @property
    def trouble(self) -> str:
        """Sentences on snapshots without the widget, failed snapshots and damaged data; or empty."""
        parts = []
        if self.without:
            parts.append(f"{counted(self.without, 'snapshot')} without this widget.")
        if self.failures:
            count = counted(len(self.failures), "snapshot")
            parts.append(f"{count} could not be read{tries_again(self.failures)}: {self.failures[0]}")
        if damaged := [one for one in self.shown if one.damage]:
            first = damaged[0]
            more = (
                f"; damaged as well: {counted(len(damaged) - 1, 'more snapshot')}" if len(damaged) > 1 else ""
            )
            parts.append(f"{describe_damage(first.damage, f' of {first.held.row.label}')}{more}.")
        return " ".join(parts)


async def read_history(
    session: Session,
    aid: str,
    snapshot: Snapshot,
    panel: Panel,
    arrived: Callable[[int, int], None],
) -> History:
    """Fetch the widget from every snapshot of its dashboard, leaving a tenth of the rate limit to other work.

    Args:
        session: The session of the source and of the folder of archives.
        aid: The id of the account group.
        snapshot: The snapshot in which the widget was chosen.
        panel: The widget.
        arrived: Called with the number of snapshots read so far, and their total.

    Raises:
        SourceError: the list of snapshots cannot be fetched, or the token is not accepted.
    """

    async def ask(held: AtHand) -> Shown | SourceError | _Lack:
        try:
            return await _shown(session, aid, held, snapshot, panel)
        except NotLoggedIn:
            raise
        except SourceError as error:
            return error

    with sparing():
        many, unopened = await _all_of(session, aid, snapshot)
        answers: list[Shown | SourceError | _Lack] = []
        arrived(0, len(many))
        async with aclosing(in_order(ask, many)) as asked:
            async for answer in asked:
                answers.append(answer)
                arrived(len(answers), len(many))
    return History(
        tuple(one for one in answers if isinstance(one, Shown)),
        answers.count("no widget"),
        tuple(one for one in answers if isinstance(one, SourceError)),
        answers.count("another dashboard"),
        unopened,
        snapshot.row.dashboard_title or "",
    )


async def _all_of(session: Session, aid: str, snapshot: Snapshot) -> tuple[list[AtHand], int]:
    """All snapshots that may be of the dashboard, and the number of others whose dashboard is unknown.

    Live ones are first; archives are only of snapshots that are no longer live.
    """
    dashboard = snapshot.row
    found = {dashboard.snapshot_id: AtHand(dashboard)}
    unknown: set[str] = set()
    async for page in list_pages(session.source, aid, dashboard.dashboard_id):
        for row in page.rows:
            if row.snapshot_id is None:
                continue
            if may_be_of(row, dashboard):
                found.setdefault(row.snapshot_id, AtHand(row))
            elif is_same_dashboard(row, dashboard) is None:
                unknown.add(row.snapshot_id)
    places = session.places
    for one in await archived(places.archives, session.source.host, aid, any_port=places.any_port):
        if is_same_dashboard(one.row, dashboard):
            found.setdefault(one.row.snapshot_id, one)
    return list(found.values()), len(unknown - found.keys())


async def _shown(session: Session, aid: str, held: AtHand, newest: Snapshot, panel: Panel) -> Shown | _Lack:
    source = held.archive or session.source
    snapshot_id = held.row.snapshot_id or ""
    snapshot = await source.snapshot(aid, snapshot_id) if held.row is not newest.row else newest
    if is_same_dashboard(snapshot.row, newest.row) is False:
        return "another dashboard"
    same = same_panel(snapshot.panels, newest.panels, panel)
    if same is None or same.widget_id is None:
        return "no widget"
    key = (aid, snapshot_id, same.widget_id)
    content = session.panels.get(key)
    if content is None:
        content = session.panels[key] = await source.panel_content(aid, snapshot_id, same)
    return Shown(held.opened(snapshot.row), content, (*snapshot.damage, *content.damage))
