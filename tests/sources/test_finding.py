from collections.abc import Sequence
from typing import cast

import pytest

from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages, SnapshotRow
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import (
    Ambiguous,
    Moved,
    NotFound,
    NotLoggedIn,
    Refused,
    ServerFailed,
    SourceError,
)
from te_tui.sources.finding import (
    damaged_groups,
    find_group,
    find_snapshot,
    groups_by_nearness,
    with_snapshot,
)

PLAIN, DEFAULT, CURRENT = AccountGroup("1"), AccountGroup("2", default=True), AccountGroup("3", current=True)
SNAPSHOT = Snapshot(SnapshotRow("s", *[None] * 11), ())  # type: ignore[arg-type]


class Groups:
    """A source that knows account groups, and which of them has the snapshot."""

    vendor = "thousandeyes"

    def __init__(self, groups: Sequence[AccountGroup], **by_aid: Snapshot | SourceError) -> None:
        self._groups = tuple(groups)
        self._by_aid = by_aid
        self.asked: list[str] = []

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        self.asked.append("groups")
        return self._groups

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        self.asked.append(aid)
        found = self._by_aid.get(f"_{aid}", NotFound("no", "no"))
        if isinstance(found, SourceError):
            raise found
        return found


def as_source(groups: Groups) -> SnapshotSource:
    return cast(SnapshotSource, groups)


def test_the_current_group_is_nearest_then_the_default_one_then_the_order_of_the_list() -> None:
    other = AccountGroup("0")
    assert groups_by_nearness((PLAIN, DEFAULT, CURRENT, other)) == [CURRENT, DEFAULT, PLAIN, other]


async def test_a_named_group_is_taken_at_its_word() -> None:
    source = Groups([])
    assert await find_group(as_source(source), "77") == AccountGroup("77")
    assert source.asked == []


async def test_a_named_group_is_called_by_the_vendors_word() -> None:
    source = Groups([])
    source.vendor = "grafana"
    assert (await find_group(as_source(source), "77")).kind == "organization"
    with pytest.raises(NotFound, match="no access to any organization"):
        await find_group(as_source(source), None)


async def test_without_a_name_the_nearest_group_is_found() -> None:
    assert await find_group(as_source(Groups([PLAIN, DEFAULT, CURRENT])), None) == CURRENT


async def test_a_token_without_groups_is_not_found() -> None:
    with pytest.raises(NotFound, match="no access to any account group"):
        await find_group(as_source(Groups([])), None)


async def test_a_snapshot_of_a_known_group_is_asked_for_there_alone() -> None:
    source = Groups([], _5=SNAPSHOT)
    assert await find_snapshot(as_source(source), "5", "s") == ("5", SNAPSHOT)
    assert source.asked == ["5"]


async def test_a_snapshot_is_looked_for_in_the_nearest_groups_first() -> None:
    source = Groups([PLAIN, DEFAULT, CURRENT], _2=SNAPSHOT, _1=SNAPSHOT)
    assert await find_snapshot(as_source(source), None, "s") == ("2", SNAPSHOT)
    assert source.asked == ["groups", "3", "2"]


async def test_a_group_that_says_the_snapshot_is_elsewhere_does_not_end_the_search() -> None:
    source = Groups([PLAIN, CURRENT], _3=Moved("is elsewhere", "look there"), _1=SNAPSHOT)
    assert await find_snapshot(as_source(source), None, "s") == ("1", SNAPSHOT)


async def test_a_group_that_may_not_be_looked_into_does_not_end_the_search() -> None:
    source = Groups([PLAIN, CURRENT], _3=Refused("may not", "ask"), _1=SNAPSHOT)
    assert await find_snapshot(as_source(source), None, "s") == ("1", SNAPSHOT)


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        ({}, NotFound),
        ({"_3": Refused("may not", "ask")}, Refused),
        ({"_3": ServerFailed("x", "y")}, ServerFailed),
    ],
)
async def test_a_snapshot_that_no_group_has_is_not_found_unless_one_might(
    found: dict[str, SourceError], kind: type[SourceError]
) -> None:
    with pytest.raises(kind):
        await find_snapshot(as_source(Groups([PLAIN, CURRENT], **found)), None, "s")


async def test_a_token_that_is_not_accepted_ends_the_search() -> None:
    source = Groups([PLAIN, CURRENT], _3=NotLoggedIn("not accepted", "log in"), _1=SNAPSHOT)
    with pytest.raises(NotLoggedIn):
        await find_snapshot(as_source(source), None, "s")
    assert source.asked == ["groups", "3"]


class Lists(Groups):
    """A source that lists snapshots by account group as well."""

    def __init__(self, **ids: Sequence[str] | SourceError) -> None:
        super().__init__([AccountGroup(name.removeprefix("_")) for name in ids])
        self._lists = ids
        self.closed: list[str] = []

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        ids = self._lists[f"_{aid}"]
        if isinstance(ids, SourceError) or snapshot_id not in ids:
            raise NotFound("no", "no")
        return SNAPSHOT if snapshot_id == "s" else Snapshot(_row(None), ())

    async def snapshots(self, aid: str) -> SnapshotPages:
        self.asked.append(f"list {aid}")
        ids = self._lists[f"_{aid}"]
        if isinstance(ids, SourceError):
            raise ids
        try:
            for one in ids:
                yield SnapshotPage((_row(one or None),), "more", hides_rows=one == "damaged")
        finally:
            self.closed.append(aid)


def _row(snapshot_id: str | None) -> SnapshotRow:
    return SNAPSHOT.row._replace(snapshot_id=snapshot_id)


@pytest.mark.parametrize("typed", ["d28bb71f", "D28BB71F-5a4"])
async def test_the_beginning_of_an_id_names_the_only_snapshot_that_has_it(typed: str) -> None:
    source = Lists(_1=["aaaaaaaa-1"], _2=Refused("may not", "ask"), _3=["d28bb71f-5a47", "d28bb71e"])
    aid, snapshot = await find_snapshot(as_source(source), None, typed)
    assert (aid, snapshot.row.snapshot_id) == ("3", "d28bb71f-5a47")


async def test_the_beginning_of_several_ids_names_none_and_all_are_told() -> None:
    source = Lists(_1=["d28bb71f-1"], _2=["d28bb71f-2", "other"])
    with pytest.raises(Ambiguous, match="2 snapshots have an id that begins with d28bb71f") as ambiguous:
        await find_snapshot(as_source(source), None, "d28bb71f")
    assert "d28bb71f-1" in str(ambiguous.value)
    assert "d28bb71f-2" in str(ambiguous.value)


@pytest.mark.parametrize(("alike", "more"), [(5, None), (6, "and 1 more"), (7, "and 2 more")])
async def test_of_many_ids_that_begin_alike_five_are_named(alike: int, more: str | None) -> None:
    source = Lists(_1=[f"d28bb71f-{number}" for number in range(alike)])
    with pytest.raises(Ambiguous, match=f"^{alike} snapshots") as ambiguous:
        await find_snapshot(as_source(source), None, "d28bb71f")
    assert str(ambiguous.value).count("(d28bb71f-") == 5
    assert (", and " in str(ambiguous.value)) is (more is not None)
    assert (more or "") in str(ambiguous.value)


@pytest.mark.parametrize("lost", ["", "damaged"], ids=["an id", "a row"])
async def test_the_beginning_of_an_id_names_none_where_another_id_could_not_be_read(lost: str) -> None:
    source = Lists(_1=["d28bb71f-1"], _2=[lost, "another"])
    with pytest.raises(Ambiguous, match="could not be read") as ambiguous:
        await find_snapshot(as_source(source), None, "d28bb71f")
    assert ambiguous  # held, as the explorer holds it while it is told
    assert source.closed == ["1", "2"]


async def test_where_ids_are_chosen_capital_letters_tell_their_beginnings_apart() -> None:
    source = Lists(_1=["d28bb71f-1", "D28BB71f-2"])
    source.vendor = "grafana"
    assert await find_snapshot(as_source(source), None, "D28BB71f")
    with pytest.raises(NotFound):
        await find_snapshot(as_source(source), None, "d28bb71F")


async def test_all_but_the_last_character_of_an_id_are_a_beginning() -> None:
    whole = "d28bb71f-5a47-4783-8f12-d4b115e61b0d"
    _, snapshot = await find_snapshot(as_source(Lists(_1=[whole])), None, whole[:-1])
    assert snapshot.row.snapshot_id == whole


async def test_where_only_a_whole_id_will_do_no_list_is_asked_for() -> None:
    source = Lists(_1=["d28bb71f-1"])

    async def ask(group: AccountGroup, snapshot_id: str) -> Snapshot:
        return await source.snapshot(str(group.aid), snapshot_id)

    with pytest.raises(NotFound):
        await with_snapshot(as_source(source), [AccountGroup("1")], "d28bb71f", ask, whole=True)
    assert not source.asked
    await with_snapshot(as_source(source), [AccountGroup("1")], "d28bb71f", ask)
    assert source.asked == ["list 1"]


@pytest.mark.parametrize("typed", ["d28bb71", "d28bb71f-5a47-4783-8f12-d4b115e61b0d"])
async def test_what_is_too_short_or_whole_is_looked_for_in_no_list(typed: str) -> None:
    source = Lists(_1=["d28bb71f-1"])
    with pytest.raises(NotFound):
        await find_snapshot(as_source(source), None, typed)
    assert not any(asked.startswith("list") for asked in source.asked)


async def test_a_list_that_fails_leaves_it_open_which_snapshot_is_meant() -> None:
    source = Lists(_1=["d28bb71f-1"], _2=ServerFailed("broken", "later"))
    with pytest.raises(ServerFailed):
        await find_snapshot(as_source(source), None, "d28bb71f")


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([], ""),
        (["A"], "1 account group could not be read (no id): A"),
        (["A", "B", "C", "D"], "4 account groups could not be read (no id): A, B, C"),
    ],
)
def test_groups_that_cannot_be_entered_are_counted_and_the_first_three_named(
    labels: list[str], said: str
) -> None:
    assert damaged_groups((CURRENT, *(AccountGroup("", label) for label in labels))) == said
