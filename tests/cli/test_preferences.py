from __future__ import annotations

from pathlib import Path

from te_tui.cli.preferences import keep_theme, preferences_here
from te_tui.settings.file import load_settings


def test_a_kept_theme_is_there_next_time_and_all_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"  # which is below TE_TUI_HOME
    path.write_text('size = 7\n[keys]\n"snapshots.filter" = "ctrl+e"\n[profiles.work]\naid = "7"\n')
    keep_theme(path, "nord")
    settings = load_settings(path)
    assert preferences_here().theme == settings.theme == "nord"
    assert preferences_here().keys.own == {"snapshots.filter": ("ctrl+e",)}
    assert (settings.others, settings.profile("work").aid) == ({"size": 7}, "7")
