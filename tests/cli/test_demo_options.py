import subprocess
import sys
from datetime import UTC, datetime

import httpx
import pytest

from te_tui.cli.demo_options import demo_options
from te_tui.cli.exits import WrongUsage
from te_tui.cli.parser import parse_arguments
from te_tui.demo import PERMISSIONS, DemoOptions, Fault, GrafanaOptions


def options_of(*words: str) -> DemoOptions | GrafanaOptions:
    return demo_options(parse_arguments(["demo", *words]))


def test_without_options_the_servers_have_their_own_defaults() -> None:
    assert options_of() == DemoOptions()
    assert options_of("--vendor", "grafana") == GrafanaOptions()


def test_options_that_both_servers_have_go_to_either() -> None:
    words = [
        "--snapshots",
        "7",
        "--latency",
        "5",
        "--seed",
        "3",
        "--fault",
        "500",
        "--now",
        "2026-11-11T09:00:00Z",
    ]
    now = datetime(2026, 11, 11, 9, tzinfo=UTC)
    common = {"snapshots": 7, "latency_ms": 5, "seed": 3, "faults": (Fault("500"),), "now": now}
    assert options_of(*words)._asdict().items() >= common.items()
    assert options_of("--vendor", "grafana", *words)._asdict().items() >= common.items()


def test_options_of_grafana_are_taken() -> None:
    words = [
        "--grafana-version",
        "9",
        "--base-path",
        "/grafana/",
        "--shuffle",
        "--body-cap",
        "9",
        "--clean-up",
        "0",
        "--public-mode",
    ]
    assert options_of("--vendor", "grafana", *words) == GrafanaOptions(
        version=9, base_path="/grafana", shuffle=True, body_cap=9, clean_up_seconds=0, public_mode=True
    )


def test_options_of_thousandeyes_are_taken() -> None:
    words = ["--page-size", "9", "--settle", "4", "--rate-limit", "0", "--by-pages", "--lack", PERMISSIONS[0]]
    assert options_of(*words) == DemoOptions(
        page_size=9, settle_ms=4, rate_limit=0, by_pages=True, lacking=(PERMISSIONS[0],)
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [(["--vendor", "grafana", "--page-size", "3"], "--page-size"), (["--base-path", "/g"], "--base-path"),
     (["--vendor", "grafana", "--by-pages"], "--by-pages"),
     (["--grafana-version", "9"], "--grafana-version")],
)  # fmt: skip
def test_an_option_of_the_other_vendor_is_refused_by_its_name(words: list[str], named: str) -> None:
    with pytest.raises(WrongUsage, match=f"^{named} is no option of --vendor"):
        options_of(*words)


@pytest.mark.parametrize(
    "words", [["--base-path", "grafana"], ["--grafana-version", "7"], ["--body-cap", "-1"]]
)
def test_a_value_that_makes_no_sense_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        options_of("--vendor", "grafana", *words)
    assert words[0] in capsys.readouterr().err


def test_an_embedded_grafana_is_served_alone() -> None:
    words = ["demo", "--vendor", "grafana", "--serve", "--base-path", "/g"]
    code = "import sys; from te_tui.cli.start import start; sys.exit(start())"
    process = subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("te-tui demo: serving http://127.0.0.1:")
    assert line.endswith("/g (token: demo-token)\n")
    assert httpx.get(f"{line.split()[3]}/api/health").json() == {"database": "ok"}
    process.terminate()
    assert process.wait(timeout=30) == 0
    process.stdout.close()
