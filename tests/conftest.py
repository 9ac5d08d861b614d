"""No test sees the machine it runs on: not its tokens, proxies, keyrings, settings or terminal."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from pkgutil import resolve_name

import pytest
from hypothesis import HealthCheck, settings
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from te_tui.demo.thousandeyes.snapshot_panels import PanelBodies
from te_tui.demo.thousandeyes.snapshots import Snapshot

# A machine that is busy is no reason to fail.
settings.register_profile("te-tui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("te-tui")

# httpcore looks for it at each request, along the whole path where it is not installed.
sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]
# Without its bytecode, each program that tests start would compile all of te-tui before it begins.
sys.dont_write_bytecode = False

_UNSEEN = {
    "SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE",
    "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES",
    "DBUS_SESSION_BUS_ADDRESS", "DISPLAY",
    "PYTHONDONTWRITEBYTECODE",
}  # fmt: skip
_UNSEEN_PREFIXES = ("TE_", "TEXTUAL", "XDG_", "LC_")


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty home, an ordinary terminal, UTC, and nothing else that te-tui would read."""
    for name in list(os.environ):
        if name in _UNSEEN or name.startswith(_UNSEEN_PREFIXES) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name in (
        "HOME",
        "TE_TUI_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
    ):
        monkeypatch.setenv(name, str(tmp_path))
    for name, value in (
        ("TERM", "xterm-256color"),
        ("TZ", "UTC"),
        ("LANG", "C.UTF-8"),
        ("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring"),
    ):
        monkeypatch.setenv(name, value)


@pytest.fixture(autouse=True)
def _no_kernel_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel without keys, because those of the machine are the same for every process of a user."""
    monkeypatch.setattr("te_tui.credentials.kernel_calls._NUMBERS", {})


@pytest.fixture
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look again as often as ever, but at once; `tests/actions` is about the pauses between."""
    for name in (
        "actions.recreation.LOOK_AGAIN",
        "actions.runner.LOOK_AGAIN",
        "actions.steps.LOOK_AGAIN",
        "archive.collecting._PAUSES",
    ):
        monkeypatch.setattr(f"te_tui.{name}", (0.0,) * len(resolve_name(f"te_tui.{name}")))


@pytest.fixture(autouse=True, scope="session")
def _interruptible() -> Iterator[None]:
    """Interrupts and hang-ups reach the programs that tests start, also where tests run in the background.

    A shell starts what it puts there with SIGINT ignored, nohup with SIGHUP; every child would inherit that.
    """
    interrupt = signal.signal(signal.SIGINT, signal.default_int_handler)
    hang_up = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGHUP, hang_up)


@pytest.fixture(autouse=True, scope="session")
def _parsed_once() -> Iterator[None]:
    """One parsing of each stylesheet, for all apps that show the same colors."""
    known: dict[object, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(self: Stylesheet, *source: object, **options: object) -> list[RuleSet]:
        key = (source, *options.items(), *self._variables.items())
        if key not in known:
            known[key] = parse(self, *source, **options)  # type: ignore[arg-type]
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(autouse=True, scope="session")
def _drawn_once() -> Iterator[None]:
    """One drawing of each widget of the demo, for all servers that tests start in this process."""
    draw = PanelBodies._draw_now

    @lru_cache(1000)
    def draw_once(seed: int, snapshot: Snapshot, panel_id: str) -> bytes | None:
        return draw(PanelBodies(seed), snapshot, panel_id)

    def from_those(self: PanelBodies, snapshot: Snapshot, panel_id: str) -> bytes | None:
        return draw_once(self._seed, snapshot, panel_id)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PanelBodies, "_draw_now", from_those)
        yield


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two processes a core for the whole suite, because tests wait; none for a few tests."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 2 * cores if whole else 0


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deal the long tests to all processes, at the beginning: at the end, other cores would wait for them."""
    processes: int = getattr(config, "workerinput", {}).get("workercount", 1)
    long = [item for item in items if item.get_closest_marker("long")]
    short = iter([item for item in items if not item.get_closest_marker("long")])
    dealt: list[pytest.Item] = []
    for process in range(processes):
        share = (len(items) - len(dealt)) // (processes - process)  # as pytest-xdist cuts what it gets
        own = long[process::processes]
        dealt += [*own, *islice(short, max(share - len(own), 0))]
    items[:] = dealt


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every later search for garbage, and search seldom.

    Screens make much of it, and memory is not short.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
