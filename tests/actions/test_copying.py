"""A copy: what is asked for, what is proposed, and what is said of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from te_tui.actions.copying import (
    Original,
    copy_request,
    describe_copy,
    expected_copy,
    is_listed,
    listed_row,
    original_of,
)
from te_tui.actions.names import LONGEST_NAME
from te_tui.actions.windows import NotAllowed
from te_tui.models.request import CopyRequest
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import Publication
from te_tui.sources.abilities import Limits
from te_tui.sources.errors import Refused, Rejected, ServerFailed, SourceError
from te_tui.sources.thousandeyes.abilities import LIMITS
from te_tui.sources.thousandeyes.body.panel import Panel
from tests.actions.remote import LATER, NOW, SOON, Remote, row
from tests.screens.fake_source import FakeSource

BIT = timedelta(seconds=1)
ORIGINAL = Original("snapshot s0", b"{}", "Night", SOON, 2)


@pytest.mark.parametrize(
    ("expires", "proposed"), [(None, None), (NOW - BIT, None), (NOW, None), (NOW + BIT, NOW + BIT)]
)
def test_the_originals_expiry_is_proposed_while_it_is_ahead(
    expires: datetime | None, proposed: datetime | None
) -> None:
    assert Original("snapshot s0", b"{}", "Night", expires, 2).proposed_expiry(NOW) == proposed


@pytest.mark.parametrize(
    ("name", "words", "proposed"),
    [
        ("Night", "snapshot s0", "Night"),
        (None, "snapshot s0", "snapshot s0"),
        ("", "snapshot s0", "snapshot s0"),
        (" Night\x1b ", "snapshot s0", "Night"),
        ("  ", "snapshot s0", "Copy"),
        ("n" * (LONGEST_NAME + 1), "snapshot s0", "n" * LONGEST_NAME),
    ],
)
def test_the_originals_name_is_proposed_or_what_it_is(name: str | None, words: str, proposed: str) -> None:
    assert Original(words, b"{}", name, None, 2).proposed_name == proposed


@pytest.mark.parametrize(
    ("expires", "limits", "allowed"),
    [
        (None, LIMITS, True),
        (NOW + BIT, LIMITS, True),
        (NOW, LIMITS, False),
        (NOW + timedelta(days=6 * 365), LIMITS, False),
        (NOW + timedelta(days=6 * 365), Limits(), True),
    ],
)
def test_a_copy_lasts_as_long_as_the_service_allows(
    expires: datetime | None, limits: Limits, *, allowed: bool
) -> None:
    if allowed:
        asked = copy_request(ORIGINAL, "Copy", expires, NOW, limits=limits, dashboard_id="d")
        assert asked == CopyRequest(b"{}", "Copy", expires, dashboard_id="d")
    else:
        with pytest.raises(NotAllowed):
            copy_request(ORIGINAL, "Copy", expires, NOW, limits=limits)


@pytest.mark.parametrize(
    ("expires", "dashboard_id", "said"),
    [
        (None, None, '"Copy", 2 panels of snapshot s0, expires never'),
        (SOON, None, '"Copy", 2 panels of snapshot s0, expires 23 Nov 09:00 UTC'),
        (None, "d", '"Copy", 2 panels of snapshot s0, expires never, as one of dashboard d'),
    ],
)
def test_what_is_asked_for_is_described(
    expires: datetime | None, dashboard_id: str | None, said: str
) -> None:
    asked = CopyRequest(b"{}", "Copy", expires, dashboard_id=dashboard_id)
    assert describe_copy(asked, ORIGINAL, zone=UTC, now=NOW) == said


def test_until_the_list_has_it_a_copy_is_told_as_it_was_asked_for() -> None:
    expected = expected_copy(CopyRequest(b"{}", "Copy", LATER), "new", "1234", "grafana")
    told = {name: value for name, value in expected._asdict().items() if value}
    assert told == {
        "snapshot_id": "new", "name": "Copy", "aid": "1234", "expires": LATER,
        "publication": Publication("grafana"),
    }  # fmt: skip


async def of_source(
    opened: Snapshot, expires: datetime | None = SOON, name: str | None = "Night"
) -> Original:
    source = FakeSource()
    source.opened, source.raw = {"s0": opened}, {"s0": b"{}"}
    return await original_of(source, "1234", row("s0", expires)._replace(name=name, created=NOW))


async def test_a_snapshot_is_an_original_with_its_content_and_its_expiry() -> None:
    opened = Snapshot(row("s0")._replace(name="Opened"), (Panel(widget_id="w1"), Panel(widget_id="w2")))
    assert await of_source(opened) == ORIGINAL
    assert (await of_source(opened, NOW + timedelta(days=50 * 365))).expires is None
    assert (await of_source(opened, name=None)).name == "Opened"


async def test_what_has_no_content_here_is_no_original() -> None:
    with pytest.raises(Rejected, match="its content is not here"):
        await of_source(Snapshot(row("s0"), (), has_list=False))


@pytest.mark.parametrize(("asked", "found"), [("s1", True), ("S1", False), ("s9", False)])
async def test_a_snapshot_is_looked_for_in_the_list(asked: str, *, found: bool) -> None:
    remote = Remote(["s0", "s1"])
    assert await listed_row(remote, "1234", asked) == (row("s1") if found else None)
    assert await is_listed(remote, "1234", asked) is found


@pytest.mark.parametrize("error", [Refused("No", "Ask."), Rejected("No", "Ask.")])
async def test_what_a_token_may_not_list_counts_as_listed(error: SourceError) -> None:
    remote = Remote(["s0"])
    remote.errors["LIST 1234"] = error
    assert await is_listed(remote, "1234", "s9")
    remote.errors["LIST 1234"] = ServerFailed("No", "Wait.")
    with pytest.raises(ServerFailed):
        await is_listed(remote, "1234", "s9")
