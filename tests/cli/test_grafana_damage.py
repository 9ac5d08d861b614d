"""Lists and bodies of a Grafana in which something is damaged: what is sound is printed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from te_tui.demo import LOGIN_TOKEN
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Outcome, Run
from tests.sources.grafana.bodies import T0, body, frame, panel, series

SOUND = {
    "id": 1, "name": "weekly", "key": "soundKey", "orgId": 1, "userId": 2, "external": False,
    "externalUrl": "",
    "created": "2026-11-20T00:00:00Z", "expires": "2026-12-20T00:00:00Z", "updated": "2026-11-20T00:00:00Z",
}  # fmt: skip


def run(te_tui: Run, sent: str, *argv: str) -> Outcome:
    """Run a command on a Grafana that answers this, whatever is asked."""

    def answer(path: str) -> Answer:
        return Answer('{"id": 1, "name": "Main"}' if path.startswith("/api/org") else sent)

    with answering(answer) as url:
        return te_tui(*argv, "--vendor", "grafana", GRAFANA_URL=url, GRAFANA_TOKEN=LOGIN_TOKEN)


def without_links(told: Outcome) -> list[dict[str, Any]]:
    """The printed objects without their links, which name the server's port."""
    return [{name: value for name, value in one.items() if name != "link"} for one in told.objects]


@pytest.mark.parametrize(
    "damaged",
    [
        None, [], 7, {}, {"key": None}, SOUND | {"key": {"a": 1}}, SOUND | {"key": "k2", "created": [1]},
        SOUND | {"key": "k2", "expires": "2026-13-45"}, SOUND | {"key": "k2", "name": {}},
    ],
)  # fmt: skip
def test_a_damaged_row_is_told_and_the_others_are_listed(te_tui: Run, damaged: object) -> None:
    (expected,) = without_links(run(te_tui, json.dumps([SOUND]), "ls", "--json"))
    told = run(te_tui, json.dumps([damaged, SOUND]), "ls", "--json")
    assert told.code == 5
    assert expected in without_links(told)
    assert "could not be read" in told.err


@pytest.mark.parametrize("odd", [{"expires": 10**400}, {"created": 1e308}, {"userId": []}, {"external": "x"}])
def test_no_odd_value_of_a_row_hides_it(te_tui: Run, odd: dict[str, Any]) -> None:
    for form in ("--json", "--csv", "--wide"):
        told = run(te_tui, json.dumps([SOUND | odd]), "ls", form)
        assert told.code in {0, 5}
        assert "weekly" in told.out


@pytest.mark.parametrize(
    ("damaged", "code"),
    [
        (frame([{"name": "x"}], [7]), 5), ({"fields": [7]}, 5), ({}, 5), (None, 5),
        (series([10**400, 1]), 0), ({"target": "x", "datapoints": [[1, 10**400], [2, T0]]}, 0),
    ],
)  # fmt: skip
def test_a_damaged_panel_is_told_and_the_others_are_printed(te_tui: Run, damaged: object, code: int) -> None:
    sent = body(panel(damaged, id=1), panel(series([1, 2]), id=2)).decode()
    told = run(te_tui, sent, "data", "soundKey", "--json")
    assert told.code == code
    assert [one["widgetId"] for one in told.objects] == ["1", "2"]
    assert [point[1] for point in told.objects[1]["series"][0]["points"]] == [1, 2]
    assert run(te_tui, sent, "show", "soundKey").code == code
