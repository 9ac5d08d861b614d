"""Capturing a live dashboard's data, to make a snapshot of them with `te-tui create`.

The panels that could not be captured are shown before anything is sent.
"""

from __future__ import annotations

from collections.abc import Sequence

from te_tui.actions.copying import Original
from te_tui.actions.subjects import named, of_dashboards
from te_tui.actions.windows import Window
from te_tui.cli.changing.confirming import agreed, need_answer
from te_tui.cli.creating import as_wrong_usage
from te_tui.cli.remarks import Remarks
from te_tui.models.request import LeftOutPanel
from te_tui.models.words import counted
from te_tui.sources.base import SnapshotSource


async def captured(
    source: SnapshotSource, aid: str, typed: str, window: Window
) -> tuple[Original, Sequence[LeftOutPanel]]:
    """Capture the data of a live dashboard in a time window, to make a snapshot of them.

    Args:
        source: the source that has the dashboard.
        aid: the account group of the dashboard.
        typed: the dashboard's id or title, as a person typed it.
        window: the time window of the data.

    Returns:
        The captured dashboard, and the panels that had to be left out.

    Raises:
        WrongUsage: no dashboard, or more than one, has this id or title.
        SourceError: the dashboard could not be opened.
    """
    with as_wrong_usage():
        subject = named(of_dashboards(await source.dashboards(aid)), "dashboard", typed)
    found = await source.capture(aid, subject.subject_id, window.start, window.end)
    words = f"dashboard {found.title or subject.title}"
    return Original(words, found.evidence, found.title, None, found.panels), found.left_out


def say_left_out(left_out: Sequence[LeftOutPanel], remarks: Remarks) -> None:
    """Print the panels that a capture left out, with reasons, even with --quiet."""
    if not left_out:
        return
    remarks.warn(f"left out, {counted(len(left_out), 'part')}:")
    for one in left_out:
        remarks.warn(f"  {one.title}: {one.why}")


async def may_go_on(left_out: Sequence[LeftOutPanel], *, yes: bool) -> bool:
    """Whether to make a snapshot although panels were left out; asks the person unless `yes`.

    Raises:
        WrongUsage: there is no terminal to ask on, and no --yes.
    """
    if yes or not left_out:
        return True
    need_answer(yes=yes)
    return await agreed("Create it without these? [y/N] ")
