from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Annotated, Any

import pydantic
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import PlainValidator, TypeAdapter
from pydantic_core import SchemaValidator, ValidationError

from te_tui.models.clean import clean
from te_tui.models.limits import Damage
from te_tui.sources.reading.fields import text, whole
from te_tui.sources.reading.fitting import fitted
from te_tui.sources.reading.reader import Field, Reads, reader_of
from tests.models.wire import SETTINGS, any_json, encode

pytestmark = pytest.mark.long


# Each annotation stands here twice: for us, and for pydantic.
@dataclass(slots=True)
class _Part:
    size: Annotated[int | None, Reads(whole), PlainValidator(whole)] = 3
    rest: Any = None


@dataclass(slots=True)
class _Base:
    label: Annotated[
        str | None, Reads(text), PlainValidator(text), Field("name"), pydantic.Field(alias="name")
    ] = None
    parts: Annotated[list[_Part] | None, Field("allParts"), pydantic.Field(alias="allParts")] = None


@dataclass(slots=True)
class _Thing(_Base):
    part: _Part | None = None
    places: dict[str, Any] | None = None
    numbers: list[Any] | None = None


_KEYS = st.sampled_from(["name", "label", "allParts", "parts", "part", "places", "numbers", "size", "rest"])
_THINGS = st.recursive(
    any_json, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=6)
)


_OURS = reader_of(_Thing)
_THEIRS = TypeAdapter(_Thing)


def _outcome(reader: SchemaValidator | TypeAdapter[Any], body: bytes) -> Any:
    try:
        return repr(reader.validate_json(body))  # as text, in which NaN is equal to itself
    except ValidationError as error:
        return {(one["loc"], one["type"]) for one in error.errors(include_input=False)}


@settings(SETTINGS, max_examples=200)
@given(st.dictionaries(_KEYS, _THINGS, max_size=5) | _THINGS)
def test_reads_what_pydantic_reads_and_refuses_what_pydantic_refuses(value: Any) -> None:
    body = encode(value)
    ours, theirs = _outcome(_OURS, body), _outcome(_THEIRS, body)
    # Ours stops a list at the first item that does not fit.
    assert ours == theirs or (isinstance(ours, set) and set() < ours < theirs)


def _pruned(value: Any) -> tuple[Any, set[str]]:
    """What pydantic reads after all that it refuses was taken out, and the places of that."""
    places: set[str] = set()
    while True:
        try:
            return _THEIRS.validate_python(value), places
        except ValidationError as error:
            for *path, last in sorted((one["loc"] for one in error.errors()), key=_last_first):
                holder = value
                for step in path:
                    holder = holder[step]
                del holder[last]
                spelled = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in (*path, last))
                places.add(spelled.removeprefix("."))


def _last_first(place: tuple[int | str, ...]) -> list[tuple[bool, int, str]]:
    return [(isinstance(one, str), -one if isinstance(one, int) else 0, str(one)) for one in place]


@settings(SETTINGS, max_examples=200)
@given(st.dictionaries(_KEYS, _THINGS, max_size=5))
def test_what_does_not_fit_is_left_out_and_nothing_else(value: Any) -> None:
    value = json.loads(encode(value))
    damage = Damage()
    found = fitted(_Thing, json.loads(json.dumps(value)), damage)
    expected, places = _pruned(value)
    assert repr(found) == repr(expected)
    assert set(damage) == {clean(place) for place in places}


def test_a_kind_that_it_does_not_know_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="set"):
        reader_of(set[str])


def test_the_explorer_starts_without_pydantic_s_way_to_its_engine_and_without_its_dialogs() -> None:
    models = "te_tui.app, te_tui.screens.snapshots.screen, te_tui.sources.thousandeyes.body.panel_data"
    late = {"pydantic", "te_tui.actions.plan", "te_tui.screens.dialog", "te_tui.widgets.form"}
    code = f"import sys, {models}; sys.exit(bool({late} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
