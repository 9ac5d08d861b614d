import copy
import logging
import pickle
import traceback
from collections.abc import Callable

import pytest

from te_tui.credentials.secret import Secret, WrongToken

TOKEN = "canary-7f3a-token"


@pytest.mark.parametrize(
    "show",
    [
        repr,
        str,
        ascii,
        format,
        "{}".format,
        "{!r}".format,
        "%s".__mod__,
        "%r".__mod__,
        lambda s: f"{s:>40}",
        lambda s: f"{s=}",
        lambda s: str([s]),
        lambda s: str({"token": s}),
        lambda s: str(dir(s)),
        lambda s: logging.makeLogRecord({"msg": "%s", "args": (s,)}).getMessage(),
    ],
)
def test_a_secret_is_never_written_out(show: Callable[[object], str]) -> None:
    assert "canary" not in show(Secret(TOKEN))


@pytest.mark.parametrize(
    "duplicate",
    [
        copy.copy,
        copy.deepcopy,
        vars,
        *(lambda s, p=p: pickle.dumps(s, p) for p in range(pickle.HIGHEST_PROTOCOL + 1)),
    ],
)
def test_a_secret_cannot_be_copied_out(duplicate: Callable[[object], object]) -> None:
    with pytest.raises(TypeError) as caught:
        duplicate(Secret(TOKEN))
    assert "canary" not in str(caught.value)


def test_a_traceback_does_not_show_a_secret_in_its_locals() -> None:
    def fail(secret: Secret) -> None:
        raise RuntimeError("boom")

    with pytest.raises(RuntimeError) as caught:
        fail(Secret(TOKEN))
    written = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert "secret = Secret(…)" in written
    assert "canary" not in written


@pytest.mark.parametrize("text", [TOKEN, f"  {TOKEN}\r\n", f"\t{TOKEN}", "8" * 8, "x" * 1_024, "!~" * 4])
def test_visible_ascii_of_8_to_1024_is_a_token_whatever_space_is_around_it(text: str) -> None:
    assert Secret.parse(text).reveal() == text.strip()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "this has 0"),
        ("   ", "this has 0"),
        ("canary7", "this has 7"),
        ("canary" * 834, "this has 5,004"),
        ("canary-line\nsecond-line", "this holds others"),
        ("canary-with space", "this holds others"),
        ("canary-ünïcode", "this holds others"),
        ("canary-\x00\x1b[2J", "this holds others"),
        ("canary-\ud800-half", "this holds others"),
    ],
)
def test_anything_else_is_refused_without_an_echo(text: str, why: str) -> None:
    with pytest.raises(WrongToken, match=why) as caught:
        Secret.parse(text)
    assert "canary" not in "".join(traceback.format_exception(caught.value))


def test_on_loopback_a_token_may_be_short_but_not_empty() -> None:
    assert Secret.parse("demo", loopback=True).reveal() == "demo"
    for text in ("", "de mo"):
        with pytest.raises(WrongToken):
            Secret.parse(text, loopback=True)
