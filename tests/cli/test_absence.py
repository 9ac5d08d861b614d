"""Nothing counts as archived that is not, also where a service is behind or a snapshot vanishes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from te_tui.archive.reader import verify
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Run

SNAPSHOT = {"snapshotId": "s1", "snapshotName": "Checkout", "aid": "1"}
ONE, THREE = ([{"id": f"w{number}", "type": "Number"} for number in range(count)] for count in (1, 3))

NOT_FOUND = Answer('{"status": 404, "title": "Not Found"}', 404, "application/problem+json")
Service = Callable[[str], Answer]


def service(opened: object, absent: Callable[[str, int], bool], gone: Callable[[int], bool]) -> Service:
    """A snapshot; `absent` is asked for each widget and try, `gone` with the number of widgets asked for."""
    tries: Counter[str] = Counter()

    def answer(path: str) -> Answer:
        path, _, _ = path.partition("?")
        if path.endswith("/account-groups"):
            return Answer('{"accountGroups": [{"aid": "1", "accountGroupName": "Ops"}]}')
        if "/widgets/" in path:
            widget = path.rpartition("/")[2]
            tries[widget] += 1
            if gone(tries.total()) or absent(widget, tries[widget]):
                return NOT_FOUND
            return Answer(json.dumps({"data": {"cards": [{"value": 1}]}, "id": widget}))
        return NOT_FOUND if gone(tries.total()) else Answer(json.dumps(opened))

    return answer


def archived(te_tui: Run, answer: Service, command: str = "archive", *options: str) -> Any:
    with answering(answer) as url:
        return te_tui(command, "s1", "--aid", "1", *options, TE_BASE_URL=url, TE_TOKEN="long-enough")


def never(*_: object) -> bool:
    return False


def test_one_404_of_a_node_that_is_behind_loses_no_data(te_tui: Run) -> None:
    behind = service(
        SNAPSHOT | {"widgets": THREE}, lambda widget, number: (widget, number) == ("w1", 1), never
    )
    answer = archived(te_tui, behind, "archive", "--json")
    (said,) = answer.objects
    assert (answer.code, said["widgets"], said["absentWidgets"]) == (0, 3, [])


def test_a_snapshot_that_is_deleted_halfway_is_archived_incompletely_and_said_so(te_tui: Run) -> None:
    vanishing = service(SNAPSHOT | {"widgets": THREE}, never, lambda asked: asked > 1)
    answer = archived(te_tui, vanishing)
    assert answer.code == 5
    assert "incompletely: 2 of 3 widgets could not be fetched: it could not be confirmed" in answer.err
    manifest = verify(Path(answer.out.strip()))
    assert (manifest.format, len(manifest.panels), manifest.absent) == (2, 1, ())


@pytest.mark.parametrize("place", ["widgets", "layout"])
def test_the_widgets_of_the_other_list_and_of_the_layout_are_archived_as_well(
    te_tui: Run, place: str
) -> None:
    layout = {"details": {"widgetPositioning": [{"id": f"widgetId-{one['id']}"} for one in THREE]}}
    dashboard = {"widgets": THREE} if place == "widgets" else {"layout": layout}
    answer = archived(
        te_tui,
        service(SNAPSHOT | {"widgets": ONE, "dashboard": dashboard}, never, never),
        "archive",
        "--json",
    )
    assert (answer.code, answer.objects[0]["widgets"]) == (0, 3)


def test_what_could_not_be_confirmed_is_no_ground_to_delete(te_tui: Run, tmp_path: Path) -> None:
    vanishing = service(SNAPSHOT | {"widgets": THREE}, never, lambda asked: asked > 1)
    answer = archived(te_tui, vanishing, "rm", "--yes")
    assert answer.code == 5
    assert "The archive of Checkout is not enough to delete it" in answer.err
    assert "Deleted" not in answer.out + answer.err
    (journal,) = (tmp_path / "journals").iterdir()
    assert b'"asking"' not in journal.read_bytes(), "it was not asked for"
