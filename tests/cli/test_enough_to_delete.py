"""What an answer leaves open is no ground to delete: widgets, data, pages and the snapshot itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from te_tui.archive.reader import verify
from tests.cli.answers import Answer, answering
from tests.cli.conftest import NOW, Run
from tests.cli.lying import Json, Reply, Service, served
from tests.cli.test_stale_decisions import Site

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("without_waiting")]

IDS = [f"id-{number}" for number in range(1, 7)]
DATA = {"data": {"cards": [{"value": 1}]}}
WIDGET = {"id": "w0", "type": "Number"}


@pytest.fixture
def site(te_tui: Run) -> Iterator[Site]:
    with ExitStack() as stack:
        service = Service(*IDS)
        yield Site(service, stack.enter_context(served(service)), te_tui)


def service(opened: Json, data: Json) -> Any:
    def answer(path: str) -> Answer:
        path, _, _ = path.partition("?")
        if path.endswith("/account-groups"):
            return Answer('{"accountGroups": [{"aid": "1", "accountGroupName": "Ops"}]}')
        return Answer(json.dumps(data if "/widgets/" in path else opened))

    return answer


DAMAGED = [{"id": f"w{number}", "type": "Number", "title": {}} for number in range(1_001)]
LACKING: dict[str, tuple[Json, Json]] = {
    "a widget behind more damage than is named": ({"widgets": [*DAMAGED, None]}, DATA),
    "a widget with an empty id": ({"widgets": [WIDGET, {"id": "", "type": "Number"}]}, DATA),
    "a widget whose id is a step up": ({"widgets": [WIDGET, {"id": "..", "type": "Number"}]}, DATA),
    "a problem in the place of data": ({"widgets": [WIDGET]}, {"status": 500, "title": "Internal"}),
    "an empty object in the place of data": ({"widgets": [WIDGET]}, {}),
    "no data but null": ({"widgets": [WIDGET]}, {"data": None}),
    "no list of widgets": ({}, DATA),
    "null in the place of the list": ({"widgets": None, "dashboard": {}}, DATA),
}


@pytest.mark.parametrize("what", LACKING)
def test_an_archive_that_may_lack_something_is_not_enough_to_delete(te_tui: Run, what: str) -> None:
    more, data = LACKING[what]
    opened = {"snapshotId": "s1", "snapshotName": "Checkout", "aid": "1"} | more
    with answering(service(opened, data)) as url:
        answer = te_tui("rm", "s1", "--aid", "1", "--yes", TE_BASE_URL=url, TE_TOKEN="long-enough")
    assert answer.code == 5
    assert "The archive of Checkout is not enough to delete it" in answer.err


@pytest.mark.parametrize(
    "argv",
    [
        ("prune", "--filter", "age>30d", "--no-archive"),
        ("rm", "--no-archive"),
        ("extend", "--until", "2030-01-01"),
    ],
)
def test_an_answer_that_does_not_say_which_snapshot_it_is_about_changes_none(
    site: Site, argv: tuple[str, ...]
) -> None:
    command, *how = argv
    opened, one = site.service._one, site.service.asked

    def silent(method: str, snapshot_id: str, body: bytes) -> Reply:
        planned = command == "prune" or one["GET", snapshot_id] > 1
        return (
            (200, {"status": "error"}) if method == "GET" and planned else opened(method, snapshot_id, body)
        )

    site.service._one = silent  # type: ignore[method-assign]
    answer = site.run(command, *(IDS[:2] if command != "prune" else []), *how, "--yes")
    assert answer.code != 0
    assert "the answer does not say which snapshot it is about" in answer.err
    assert site.service.count("DELETE") == site.service.count("PATCH") == 0


def test_a_list_that_goes_on_in_pages_is_read_to_its_end(site: Site) -> None:
    listed = site.service._list
    site.service.page = 2

    def old(begin: int) -> Json:
        page = listed(begin)
        links = page.pop("_links")
        return page | {"pages": {"current": "x"} | {name: one["href"] for name, one in links.items()}}

    site.service._list = old  # type: ignore[method-assign]
    assert site.run("prune", "--filter", "age>30d", "--yes").code == 0
    assert site.service.snapshots == {}


@pytest.mark.parametrize("following", ["https://x/v7/dashboard-snapshots?page=2", {"href": 5}, 7])
def test_a_list_that_goes_on_nobody_knows_where_confirms_nothing(site: Site, following: object) -> None:
    listed = site.service._list

    def cut(begin: int) -> Json:
        page = listed(begin)
        return {"dashboardSnapshots": page["dashboardSnapshots"][4:], "pages": {"next": following}}

    site.service._list = cut  # type: ignore[method-assign]
    site.service.delete = lambda _: (204, None)
    answer = site.run("rm", *IDS[:4], "--no-archive", "--yes")
    assert answer.code == 5
    assert "could not be confirmed" in answer.err


class WithData(Service):
    """A service of one snapshot with two widgets, and of others; `data` names the widgets that have data."""

    def __init__(self, *ids: str) -> None:
        super().__init__(*ids)
        self.data = {"w0"}
        self.snapshots[ids[0]]["widgets"] = [WIDGET, {"id": "w1", "type": "Number"}]

    def answer(self, method: str, path: str, body: bytes) -> Reply:
        widget = path.partition("?")[0].rpartition("/widgets/")[2]
        return (200, DATA) if widget in self.data else super().answer(method, path, body)


@pytest.mark.parametrize("by_plan", [False, True], ids=["by id", "by a plan"])
def test_an_answer_that_names_fewer_widgets_than_the_one_before_is_no_ground_to_delete(
    te_tui: Run, tmp_path: Path, by_plan: bool
) -> None:
    service, opened = WithData("s1", "s2"), list[str]()
    service.data = {"w0", "w1"}
    looks = 2 if by_plan else 1

    def before(method: str, what: str) -> None:
        opened.extend([what] * (what == "s1"))
        if len(opened) > looks:
            service.snapshots["s1"]["widgets"] = [WIDGET]

    service.before = before
    with served(service, NOW) as url:
        site = Site(service, url, te_tui)
        plan = ("--plan", str(tmp_path / "plan"))
        if by_plan:
            assert site.run("rm", "s1", "--dry-run", *plan).code == 0
        answer = site.run("rm", *(plan if by_plan else ["s1"]), "--yes")
    assert (answer.code, set(service.snapshots)) == (5, {"s1", "s2"})
    assert "by the plan it has 2 widgets, and now it names only 1" in answer.err


@pytest.mark.parametrize(
    "reply", [(503, None), (400, {"title": "No"}), (204, None)], ids=["failed", "refused", "without effect"]
)
def test_a_widget_without_data_is_asked_again_before_a_deletion_is_resumed(
    te_tui: Run, tmp_path: Path, reply: Reply
) -> None:
    service = WithData("s1", "s2")
    service.delete = lambda _: reply
    with served(service, NOW) as url:
        site = Site(service, url, te_tui)
        assert site.run("rm", "s1", "--yes").code != 0
        (journal,) = (tmp_path / "journals").glob("*.jsonl")
        service.delete, service.data = service._delete, {"w0", "w1"}
        answer = site.run("rm", "--resume", str(journal))
    assert (answer.code, list(service.snapshots)) == (0, ["s2"])
    (archive,) = (tmp_path / "archives").glob("*.tesnap")
    assert len(verify(archive).panels) == 2
