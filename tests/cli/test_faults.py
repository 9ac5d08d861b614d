import pytest

from te_tui.demo import DemoOptions, Fault
from te_tui.demo.options import FAULT_KINDS
from te_tui.demo.server import DemoServer
from tests.cli.conftest import NOW, Run, access

COUNT = 2_000


@pytest.fixture(scope="module")
def ids() -> list[str]:
    """The ids of all snapshots of the login group, by another path than the API."""
    from te_tui.demo.thousandeyes.snapshots import Catalogue

    catalogue = Catalogue(DemoOptions(snapshots=COUNT), NOW)
    return [catalogue.id_at("1234", place) for place in range(catalogue.sizes["1234"])]


@pytest.mark.usefixtures("without_waiting")
@pytest.mark.parametrize(
    ("kind", "odds"), [*((kind, 0.1) for kind in FAULT_KINDS), ("500", 0.6), ("drop", 0.6)]
)
def test_a_list_is_complete_or_its_failure_is_said(
    te_tui: Run, ids: list[str], monkeypatch: pytest.MonkeyPatch, kind: str, odds: float
) -> None:
    """Never a traceback, and never a short list that looks like a whole one."""
    monkeypatch.setattr("te_tui.demo.faults._SLOW_SECONDS", 0.01)
    options = DemoOptions(snapshots=COUNT, now=NOW, rate_limit=0, faults=(Fault(kind, odds),))
    with DemoServer(options) as server:
        listed = te_tui("ls", "--json", "--aid", "1234", "--quiet", **access(server))
    got = [row["snapshotId"] for row in listed.objects]
    if odds < 0.5 or kind == "slow":
        assert listed.code == 0
    if listed.code == 0:
        assert (got, listed.err) == (ids, "")
    else:
        assert listed.code == 6
        assert got == ids[: len(got)]
        assert listed.err.startswith("te-tui: Could not list the snapshots of account group 1234: ")
        assert listed.err.count("\n") == 1


@pytest.mark.usefixtures("without_waiting")
@pytest.mark.parametrize("kind", [kind for kind in FAULT_KINDS if kind != "slow"])
def test_a_fault_that_does_not_pass_is_one_line_and_exit_code_6(te_tui: Run, kind: str) -> None:
    options = DemoOptions(now=NOW, rate_limit=0, faults=(Fault(kind),))
    with DemoServer(options) as server:
        listed = te_tui("ls", "--quiet", **access(server))
    assert (listed.code, listed.out) == (6, "")
    assert listed.err.startswith("te-tui: Could not list the account groups: ")
    assert listed.err.count("\n") == 1


def test_a_wait_of_a_second_is_announced_with_its_reason(te_tui: Run) -> None:
    options = DemoOptions(now=NOW, rate_limit=0, faults=(Fault("503", 0.2),), seed=0)
    with DemoServer(options) as server:
        listed = te_tui("ls", "--json", "--limit", "1", **access(server))
    assert listed.code == 0
    for line in listed.err.splitlines():
        assert line == "te-tui: waiting 1 s: the service failed with HTTP 503 (ctrl+c stops)"
