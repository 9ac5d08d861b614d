"""Variables of a dashboard, and their replacement by values in texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias
from urllib.parse import quote

from te_tui.models.clean import clean
from te_tui.sources.grafana.values.json_values import at, dictionaries, dictionary, items, text_at
from te_tui.sources.grafana.values.numbers import value_text

_REFERENCE: Final = re.compile(
    r"\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.[^:^}]+)?(?::([^}]+))?\}", re.ASCII
)
_ALL: Final = "$__all"
_MOST_WRITTEN: Final = 4_000
"""Characters that variables may add to one text."""
_SPECIAL: Final = re.compile(r"[\\^$*+?.()|[\]{}/]")
_LUCENE: Final = re.compile(r'[!*+\-=<>\s&|()\[\]{}^~?:\\/"]')
_HTML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})

Values: TypeAlias = tuple[str, ...]


class Variable(NamedTuple):
    """A dashboard's variable: its values, their names (`texts`), and whether it may have several values."""

    name: str
    values: Values
    texts: Values
    several: bool = False


class Variables:
    """The variables of one panel, including those of its dashboard and its row."""

    def __init__(self, variables: Mapping[str, Variable]) -> None:
        self._variables = variables

    def with_scope(self, sent: object) -> Variables:
        """A copy with the variables that a repeated panel or row sets for itself (`scopedVars`)."""
        scope = {
            clean(name): _variable(clean(name), value)
            for name, value in dictionary(sent).items()
            if isinstance(value, dict)
        }
        return Variables({**self._variables, **scope}) if scope else self

    def joined(self, write: Callable[[Values], str]) -> Variables:
        """A copy in which `write` makes one value of the several values of a variable, as queries need it."""
        return Variables(
            {
                name: one if len(one.values) < 2 else one._replace(values=(write(one.values),), several=False)
                for name, one in self._variables.items()
            }
        )

    def expand(self, text: str, form: str = "text") -> str:
        """Replace the variables in a text (`$host`, `${host:csv}`) by their values; unknown variables stay.

        `form` is the format of the values where the text names none; `text` writes the values' names.
        """
        if "$" not in text and "[[" not in text:
            return text
        room = _MOST_WRITTEN

        def part(found: re.Match[str]) -> str:
            nonlocal room
            plain, bracketed, bracket_form, braced, brace_form = found.groups()
            variable = self._variables.get(plain or bracketed or braced)
            if variable is None:
                return found[0]
            written = _written(variable, bracket_form or brace_form or form)
            if len(written) > room:  # references can be many, and values long
                return found[0]
            room -= len(written)
            return written

        return _REFERENCE.sub(part, text)


def read_variables(dashboard: Mapping[str, Any]) -> Variables:
    """The variables of a dashboard, in the old schema (`templating`) or the new one (`variables`)."""
    old = dictionaries(at(dashboard, "templating", "list"))
    new = [dictionary(one.get("spec")) for one in dictionaries(dashboard.get("variables"))]
    found = {}
    for sent in (*old, *new):
        name = text_at(sent, "name")
        if name and isinstance(sent.get("current"), dict):
            found[name] = _variable(name, sent["current"])
    return Variables(found)


def _variable(name: str, current: Mapping[str, Any]) -> Variable:
    value, label = current.get("value"), current.get("text")
    values = _texts(value)
    if values == (_ALL,):
        values = ()  # the values that it stood for are not in a snapshot
    return Variable(name, values, _texts(label if label is not None else value), isinstance(value, list))


def _texts(value: object) -> Values:
    return tuple(clean(value_text(one)) for one in (items(value) if isinstance(value, list) else [value]))


def _written(variable: Variable, form: str) -> str:
    name, _, argument = form.partition(":")
    if name == "text":
        return " + ".join(variable.texts)
    if name == "queryparam":
        return "&".join(f"var-{variable.name}={quote(value, safe=_QUERY_SAFE)}" for value in variable.values)
    if name == "join":
        return (argument or ",").join(variable.values)
    if name == "json":
        values: Any = list(variable.values) if variable.several else "".join(variable.values)
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return _FORMS.get(name, _glob)(variable.values)


_QUERY_SAFE: Final = "-_.!~*'()"


def _glob(values: Values) -> str:
    return f"{{{','.join(values)}}}" if len(values) > 1 else "".join(values)


def _group(values: Values, pattern: re.Pattern[str]) -> Values:
    return tuple(pattern.sub(r"\\\g<0>", value) for value in values)


def _regex(values: Values) -> str:
    escaped = _group(values, _SPECIAL)
    return f"({'|'.join(escaped)})" if len(escaped) > 1 else "".join(escaped)


def _lucene(values: Values) -> str:
    escaped = _group(values, _LUCENE)
    if len(escaped) == 1:
        return escaped[0]
    quoted = " OR ".join(f'"{value}"' for value in escaped)
    return f"({quoted})" if escaped else "__empty__"


def _quoted(mark: str, inside: str) -> Callable[[Values], str]:
    return lambda values: ",".join(f"{mark}{value.replace(mark, inside)}{mark}" for value in values)


_FORMS: Final[dict[str, Callable[[Values], str]]] = {
    "csv": ",".join,
    "raw": ",".join,
    "pipe": "|".join,
    "regex": _regex,
    "glob": _glob,
    "lucene": _lucene,
    "singlequote": _quoted("'", "\\'"),
    "doublequote": _quoted('"', '\\"'),
    "sqlstring": _quoted("'", "''"),
    "percentencode": lambda values: quote(_glob(values), safe="-_.~"),
    "uriencode": lambda values: quote(_glob(values), safe=f"{_QUERY_SAFE};,/?:@&=+$#"),
    "html": lambda values: ", ".join(values).translate(_HTML),
}
