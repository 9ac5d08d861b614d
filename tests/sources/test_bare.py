"""What a source does not say that it can do, it refuses."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from te_tui.models.request import CopyRequest, SavedTestRequest, SnapshotRequest
from te_tui.sources.bare import BareSource
from te_tui.sources.base import LiveSource
from te_tui.sources.errors import Rejected
from tests.render.bodies import panel
from tests.vendors.tiny import Dial

WHEN = datetime(2027, 1, 1, tzinfo=UTC)


class Shelf(BareSource):
    """A source that can do nothing."""

    name = host = "a shelf"
    vendor = "shelves"


def test_it_has_every_method_of_a_live_source() -> None:
    methods = {name for name, _ in inspect.getmembers(LiveSource, inspect.isfunction) if name != "__init__"}
    missing = [name for name in methods if not name.startswith("_") and not hasattr(BareSource, name)]
    assert missing == []
    assert {"__aenter__", "__aexit__"} <= vars(BareSource).keys()


@pytest.mark.parametrize(
    "ask",
    [
        lambda s: s.account_groups(),
        lambda s: anext(s.snapshots("7")),
        lambda s: s.snapshot("7", "s1"),
        lambda s: s.raw_snapshot("7", "s1"),
        lambda s: s.raw_panel_data("7", "s1", "w1"),
        lambda s: s.panel_content("7", "s1", panel()),
        lambda s: s.create_snapshot("7", SnapshotRequest("d", "Weekly", WHEN, WHEN)),
        lambda s: s.create_test_snapshot("7", SavedTestRequest("1", "Weekly", WHEN, WHEN, public=False)),
        lambda s: s.copy_snapshot("7", CopyRequest(b"{}", "Weekly", None)),
        lambda s: s.capture("7", "d", WHEN, WHEN),
        lambda s: s.compared("7", "s1", b"{}"),
        lambda s: s.set_expiry("7", "s1", WHEN),
        lambda s: s.delete_snapshot("7", "s1"),
    ],
)
async def test_what_a_source_does_not_override_is_refused_in_its_name(
    ask: Callable[[Shelf], Awaitable[Any]],
) -> None:
    async with Shelf() as shelf:
        with pytest.raises(Rejected, match=r"Could not .*: a shelf cannot do that"):
            await ask(shelf)


async def test_what_came_with_a_panel_is_given_out_without_a_question() -> None:
    dial = Dial([3, 5, 4])
    assert await Shelf().panel_content("7", "s1", dial) is dial


async def test_it_offers_no_change_and_has_nothing_to_make_a_snapshot_of() -> None:
    shelf = Shelf()
    assert not shelf.abilities.changes
    assert (await shelf.dashboards("7"), await shelf.tests("7")) == ((), ())
