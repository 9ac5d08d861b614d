"""Lines of JSON: what is written is read again, also a path whose bytes are no UTF-8."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from te_tui.actions.json_lines import from_line, to_line
from te_tui.actions.record import LINE, Line

PATHS = st.binary(max_size=12).map(os.fsdecode)


@given(PATHS, st.none() | st.text('aé東 "\\\n', max_size=6), st.booleans())
def test_what_was_written_is_read_again(path: str, why: str | None, exclude_none: bool) -> None:
    line = Line("archived", 1, path, why and why.replace("\n", ""))
    written = to_line(LINE, line, exclude_none=exclude_none)
    assert b"\n" not in written
    assert from_line(LINE, written) == line


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/a/é", '{"step":"archived","place":1,"file":"/a/é"}'.encode()),
        ("/a/\udcff", b'{"step":"archived","place":1,"file":"/a/\xff"}'),
        ("/é/\udcff", '{"step":"archived","place":1,"file":"/é/'.encode() + b'\xff"}'),
    ],
)
def test_a_path_is_written_as_its_bytes(path: str, written: bytes) -> None:
    assert to_line(LINE, Line("archived", 1, path), exclude_none=True) == written


@pytest.mark.parametrize(
    "line",
    [b"", b"null", b"{", b"\xff", b'{"step":"flown"}', b'{"step":"flown","file":"\xff"}', b"[" * 99_999],
)
def test_what_is_no_line_is_refused(line: bytes) -> None:
    with pytest.raises(ValidationError):
        from_line(LINE, line)
    with pytest.raises(ValidationError):
        from_line(LINE, line + b"\xff")
