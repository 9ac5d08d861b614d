"""Completion scripts and the manual page, by what the shells and the page themselves say."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from te_tui.cli.declared import declared_commands
from te_tui.cli.manual import roff
from te_tui.cli.words import COMMANDS
from tests.cli.conftest import Run


def _completed(te_tui: Run, *words: str) -> list[str]:
    script = te_tui("completion", "bash").out
    typed = " ".join(f"'{word}'" for word in ("te-tui", *words))
    asks = f"COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _te_tui; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(
        ["bash", "-uc", f"{script}\n{asks}"], capture_output=True, text=True, check=True, timeout=20
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("expi",), {"expiring"}),
        (("ls", "--wi"), {"--wide"}),
        (("--aid", "1234", "ls", "--all"), {"--all-groups"}),
        (("ls", "--sort", "cr"), {"created"}),
        (("--read",), {"--read-only"}),
        (("completion", "z"), {"zsh"}),
    ],
)
def test_bash_completes_commands_options_and_their_values(
    te_tui: Run, words: tuple[str, ...], found: set[str]
) -> None:
    assert set(_completed(te_tui, *words)) == found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_names_every_command_and_every_option(te_tui: Run, shell: str) -> None:
    answer = te_tui("completion", shell)
    assert (answer.code, answer.err) == (0, "")
    for command in declared_commands():
        assert command.name in answer.out
        for option in command.options:
            for name in option.names:
                if name.startswith("--"):
                    assert (f" -l {name[2:]}" if shell == "fish" else name) in answer.out


@pytest.mark.parametrize("shell", [name for name in ("bash", "zsh", "fish") if shutil.which(name)])
def test_a_script_is_one_that_the_shell_can_read(te_tui: Run, shell: str) -> None:
    script = te_tui("completion", shell).out
    subprocess.run([shell, "-n"], input=script, text=True, check=True, timeout=20)


def test_the_manual_page_has_every_command_with_its_options_and_the_exit_codes(te_tui: Run) -> None:
    page = te_tui("man")
    assert (page.code, page.err) == (0, "")
    assert page.lines[0].startswith(".TH TE\\-TUI 1 ")
    sections = page.out.split(".SS ")
    for command, section in zip(declared_commands(), sections[1:], strict=True):
        assert section.startswith(f"{roff(command.name)}\n")
        for option in command.options:
            for name in option.names:
                assert f"\\fB{roff(name)}\\fR" in section
    assert "130 interrupted" in page.out
    assert len(sections) == len(COMMANDS) + 1


@pytest.mark.parametrize("text", [".SH not a heading", "'br", "a\\fB-b"])
def test_text_of_a_page_is_never_a_request(text: str) -> None:
    assert roff(text)[:1] not in {".", "'"}
    assert "\\f" not in roff(text)
