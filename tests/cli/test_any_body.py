"""Sound and distorted bodies over real HTTP: a command tells them, and its exit code says what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from te_tui.demo import TOKEN
from tests.cli.answers import Answer, answering
from tests.cli.conftest import Run
from tests.cli.reading import printable
from tests.models.bodies import distorted, pages, panels, snapshots, widgets

pytestmark = pytest.mark.usefixtures("without_waiting")

SETTINGS = settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    # The service and the runner keep nothing from one body to the next.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass
class Service:
    """What the account group, the list, the snapshot and each of its widgets are today."""

    url: str = ""
    page: Any = field(default_factory=dict)
    snapshot: Any = field(default_factory=dict)
    widget: Any = field(default_factory=dict)

    def answer(self, path: str) -> Answer:
        if "/widgets/" in path:
            return Answer(json.dumps(self.widget))
        if "/dashboard-snapshots/" in path:
            return Answer(json.dumps(self.snapshot))
        # The page's link to a next one leads to an empty one.
        return Answer(json.dumps({"dashboardSnapshots": []} if "cursor=" in path else self.page))


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    with answering(service.answer) as service.url:
        yield service


def assert_told(te_tui: Run, service: Service, *argv: str) -> None:
    told = te_tui(*argv, "--aid", "1", TE_BASE_URL=service.url, TE_TOKEN=TOKEN)
    assert told.code in {0, 5}, told.err
    assert (told.code == 5) == ("were left out" in told.err or "could not be fetched" in told.err)
    assert "Traceback" not in told.err
    for line in (*told.out.split("\n"), *told.err.split("\n")):
        assert line == printable(line)


@SETTINGS
@given(page=st.one_of(pages, distorted(pages)), form=st.sampled_from([(), ("--json",), ("--csv",)]))
def test_ls_tells_any_page(te_tui: Run, service: Service, page: Any, form: tuple[str, ...]) -> None:
    # A list whose end nobody can find is refused, and that is another promise.
    # So is an answer without a list, or about another snapshot than was asked for.
    assume(isinstance(page.get("dashboardSnapshots"), list))
    service.page = page | {"_links": {"next": {"href": "https://elsewhere.example/?cursor=abc"}}}
    assert_told(te_tui, service, "ls", *form)


@SETTINGS
@given(
    snapshot=st.one_of(snapshots, distorted(snapshots)),
    widget=st.one_of(widgets, distorted(widgets)),
    form=st.sampled_from([("--width", "20"), ("--width", "80"), ("--plain",), ("--json",)]),
)
def test_show_tells_any_snapshot(
    te_tui: Run, service: Service, snapshot: Any, widget: Any, form: tuple[str, ...]
) -> None:
    service.snapshot, service.widget = snapshot | {"snapshotId": "s", "aid": "1"}, widget
    assert_told(te_tui, service, "show", "s", *form)


@SETTINGS
@given(
    panel=st.one_of(panels, distorted(panels)),
    widget=st.one_of(widgets, distorted(widgets)),
    form=st.sampled_from([(), ("--json",), ("--csv",)]),
)
def test_data_tells_any_widget(
    te_tui: Run, service: Service, panel: Any, widget: Any, form: tuple[str, ...]
) -> None:
    service.snapshot, service.widget = {"widgets": [panel | {"id": "known"}]}, widget
    assert_told(te_tui, service, "data", "s", "known", *form)
