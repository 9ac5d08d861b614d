"""docs/archive-format.md says what te-tui does, field by field and byte by byte."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from te_tui.archive.manifest import AbsentPanel, Manifest, Member, UnfetchedPanel
from te_tui.archive.reader import check
from tests.archive import foreign

DOCUMENT = (Path(__file__).parents[2] / "docs" / "archive-format.md").read_text(encoding="utf-8")
_SECTION = r"^## \d+\. (.+?)\n(.*?)(?=^## |\Z)"
SECTIONS = dict(re.findall(_SECTION, DOCUMENT, re.MULTILINE | re.DOTALL))
DIGEST = ["digestAlgorithm", "digest"]


def json_name(kind: type, field: Field[Any]) -> str:
    """The name of a field in the manifest."""
    hint = get_type_hints(kind, include_extras=True)[field.name]
    return next((mark.alias for mark in get_args(hint) if getattr(mark, "alias", None)), field.name)


def tables(section: str) -> list[list[list[str]]]:
    """The tables of a section: for each the cells of its rows, without the heading."""
    found = re.findall(r"(?:^\|.*\n)+", SECTIONS[section], re.MULTILINE)
    return [[row.strip("|").split("|") for row in table.splitlines()[2:]] for table in found]


@pytest.mark.parametrize(
    ("place", "kind", "more"),
    [(0, Manifest, DIGEST), (1, Member, []), (2, AbsentPanel, []), (3, UnfetchedPanel, [])],
)
def test_the_document_names_every_field_and_no_other(place: int, kind: Any, more: list[str]) -> None:
    named = [row[0].strip(" `") for row in tables("Manifest")[place]]
    assert sorted(named) == sorted([*more, *(json_name(kind, field) for field in fields(kind))])


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_the_document_calls_optional_what_has_a_default(place: int) -> None:
    kind: Any = (Manifest, Member, AbsentPanel, UnfetchedPanel)[place]
    # `format` has a default for those who write; a reader refuses a manifest without it.
    required = {json_name(kind, f) for f in fields(kind) if f.default is MISSING} | {"format"}
    for row in tables("Manifest")[place]:
        name = row[0].strip(" `")
        assert ("optional" in row[1]) == (name not in required), name


@pytest.fixture(scope="module")
def example() -> dict[str, bytes]:
    """The members of the example, by their names."""
    blocks = re.findall(
        r"`([\w/.]+)`, (\d+) bytes([^:]*(?:;[^:]*)?):\n\n```json\n(.*?)```", SECTIONS["Example"], re.DOTALL
    )
    members = {
        name: (text if "the last of which" in how else text.rstrip("\n")).encode()
        for name, _, how, text in blocks
    }
    assert {name: str(len(body)) for name, body in members.items()} == {
        name: size for name, size, *_ in blocks
    }
    assert len(members) == 3
    return members


def test_the_example_is_an_archive_for_both_readers(example: dict[str, bytes]) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, body in example.items():
            zipped.writestr(name, body)
    archive = check(Path("example.tesnap"), content.getvalue())
    assert archive.has_digest
    manifest, _ = foreign.read(content.getvalue())
    assert manifest["snapshotName"] == archive.manifest.snapshot_name == "Checkout latency"


def test_the_bytes_of_the_example_are_those_that_its_digest_covers(example: dict[str, bytes]) -> None:
    covered = int(re.findall(r"covers the first (\d+) bytes", SECTIONS["Example"])[0])
    behind = bytes.fromhex(re.findall(r"```\n([0-9a-f \n]+)```", SECTIONS["Example"])[-1])
    manifest = example["manifest.json"]
    assert manifest[covered:] == behind
    assert hashlib.sha256(manifest[:covered]).hexdigest() == json.loads(manifest)["digest"]
