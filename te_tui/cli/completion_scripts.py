"""Shell scripts that complete command lines in bash, zsh and fish without running te-tui."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from te_tui.cli.declared import Declared, Option


def bash_script(commands: Sequence[Declared]) -> str:
    """The bash script that `eval "$(te-tui completion bash)"` runs to complete te-tui's commands."""
    words = " ".join(command.name for command in commands)
    cases = "\n".join(
        f"    {command.name}) words={shlex.quote(' '.join(_names(command)))}"
        f"; with_value={shlex.quote(' '.join(_names(command, with_value=True)))} ;;"
        for command in commands
    )
    choices = "\n".join(
        f"    {command.name}:{name}) choices={shlex.quote(' '.join(option.choices))} ;;"
        for command in commands
        for option in command.options
        if option.choices
        for name in option.names
    )
    return f"""\
_te_tui() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}
  local commands={shlex.quote(words)} command= word words= with_value= choices=
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case " $commands " in *" $word "*) command=$word; break ;; esac
  done
  case ${{command:-explore}} in
{cases}
  esac
  case ${{command:-explore}}:$prev in
{choices}
    completion:completion) choices="bash zsh fish" ;;
  esac
  if [[ -n $choices ]]; then COMPREPLY=($(compgen -W "$choices" -- "$cur")); return; fi
  case " $with_value " in *" $prev "*) COMPREPLY=($(compgen -f -- "$cur")); return ;; esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
  elif [[ -z $command ]]; then
    COMPREPLY=($(compgen -W "$commands" -- "$cur") $(compgen -f -X '!*.tesnap' -- "$cur"))
  else
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}}
complete -o filenames -F _te_tui te-tui
"""


def zsh_script(commands: Sequence[Declared]) -> str:
    """The zsh script for `eval "$(te-tui completion zsh)"`, or for a file `_te-tui` in `$fpath`."""
    described = "\n".join(f"    {shlex.quote(f'{_zsh(c.name)}:{_zsh(c.help)}')}" for c in commands)
    cases = "\n".join(
        "    {}) _arguments -S {} ;;".format(
            command.name,
            " ".join(shlex.quote(one) for option in command.options for one in _zsh_options(option))
            + (" '2:shell:(bash zsh fish)'" if command.name == "completion" else " '*:file:_files'"),
        )
        for command in commands
    )
    return f"""\
#compdef te-tui
_te_tui() {{
  local -a commands=(
{described}
  )
  local command
  command=${{words[(r)({"|".join(c.name for c in commands)})]}}
  if [[ -z $command && $words[CURRENT] != -* ]]; then
    _describe command commands
    _files -g '*.tesnap'
    return
  fi
  case ${{command:-explore}} in
{cases}
  esac
}}
if [[ $funcstack[1] == _te_tui ]]; then _te_tui "$@"; else compdef _te_tui te-tui; fi
"""


def fish_script(commands: Sequence[Declared]) -> str:
    """The fish script for `te-tui completion fish | source`."""
    names = " ".join(command.name for command in commands)
    without = shlex.quote(f"not __fish_seen_subcommand_from {names}")
    lines = [f"set -l commands {names}"]
    lines += [
        f"complete -c te-tui -n {without} -a {command.name} -d {_fish(command.help)}" for command in commands
    ]
    for command in commands:
        seen = shlex.quote(f"__fish_seen_subcommand_from {command.name}")
        for option in command.options:
            long = [name for name in option.names if name.startswith("--")]
            value = f" -x -a {_fish(' '.join(option.choices))}" if option.choices else " -r"
            ending = f"{value if option.value else ''} -d {_fish(option.help)}"
            lines += [f"complete -c te-tui -n {seen} -l {name[2:]}{ending}" for name in long]
        if command.name == "completion":
            lines.append(f"complete -c te-tui -n {seen} -f -a 'bash zsh fish'")
    return "\n".join(lines) + "\n"


SCRIPTS: Final[Mapping[str, Callable[[Sequence[Declared]], str]]] = {
    "bash": bash_script,
    "zsh": zsh_script,
    "fish": fish_script,
}


def _names(command: Declared, *, with_value: bool = False) -> list[str]:
    return [name for option in command.options if option.value or not with_value for name in option.names]


def _zsh_options(option: Option) -> list[str]:
    """One option in the syntax of zsh's `_arguments`, once for each of its names."""
    value = f":{_zsh(option.value)}:" if option.value else ""
    if option.choices:
        value += f"({' '.join(option.choices)})"
    elif option.value:
        value += "_files"
    return [f"{name}[{_zsh(option.help)}]{value}" for name in option.names]


def _zsh(text: str) -> str:
    """A text with backslashes before the characters that are special in zsh's descriptions."""
    return "".join(f"\\{char}" if char in "[]:\\" else char for char in text)


def _fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
