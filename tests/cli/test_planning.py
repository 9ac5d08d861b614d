"""Chosen snapshots are compared with the rows that they were listed as, by their ids."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import pytest

from te_tui.actions.comparison import Listed
from te_tui.cli.changing.planning import still_as_listed
from te_tui.models.account_group import AccountGroup
from te_tui.sources.base import SnapshotSource
from tests.screens.conftest import row


class Of:
    """A source of which only the vendor is known."""

    def __init__(self, vendor: str) -> None:
        self.vendor = vendor


@pytest.mark.parametrize(("vendor", "left_out"), [("thousandeyes", 1), ("grafana", 0)])
def test_capital_letters_tell_two_ids_apart_only_where_people_choose_them(vendor: str, left_out: int) -> None:
    chosen = [(AccountGroup("1234"), row("abc"))]
    listed = {"ABC": Listed(created=datetime(2020, 1, 1, tzinfo=UTC))}
    same, changed = still_as_listed(cast(SnapshotSource, Of(vendor)), chosen, listed)
    assert (len(same), len(changed)) == (1 - left_out, left_out)
