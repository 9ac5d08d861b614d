"""A service that says the token wherever it can: te-tui says it nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from te_tui.settings.file import Settings, save_settings
from te_tui.settings.profile import Profile
from tests.cli.conftest import Run
from tests.reflecting import SAID, TOKEN, Reflecting, assert_silent, reflecting_service


@pytest.fixture
def reflecting() -> Iterator[tuple[type[Reflecting], str]]:
    with reflecting_service() as service:
        yield service


COMMANDS = (
    ("groups",),
    ("ls", "--aid", "7"),
    ("ls", "--json", "--aid", "7"),
    ("ls", "--csv", "--aid", "7"),
    ("show", "s1"),
    ("show", "s1", "--json"),
    ("data", "s1", "w1", "--json"),
    ("data", "s1", "w1", "--csv"),
    ("archive", "s1"),
    ("extend", "s1", "--by", "30d", "--yes"),
    ("rm", "s1", "--yes"),
)
OF_GRAFANA = (
    ("groups",),
    ("ls", "--json"),
    ("show", "k1"),
    ("data", "k1", "--json"),
    ("archive", "k1"),
    ("create", "--dashboard", "uid1", "--last", "1h", "--name", "x", "--yes"),
    ("extend", "k1", "--by", "30d", "--yes"),
    ("rm", "k1", "--yes"),
)


@pytest.mark.parametrize("escaped", [False, True])
@pytest.mark.parametrize("status", [200, 302, 403, 503])
@pytest.mark.usefixtures("without_waiting")
def test_a_token_that_the_service_says_is_said_and_kept_nowhere(
    te_tui: Run, reflecting: tuple[type[Reflecting], str], tmp_path: Path, status: int, *, escaped: bool
) -> None:
    handler, url = reflecting
    handler.status, handler.escaped = status, escaped
    masked = False
    for command in COMMANDS:
        ended = te_tui(*command, "--debug", TE_BASE_URL=url, TE_TOKEN=TOKEN)
        assert ended.code != 1, ended.err
        assert_silent(ended.out + ended.err)
        masked = masked or "[token]" in ended.out + ended.err
    assert masked or status == 302
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert (len(written) > 0) == (status == 200)
    for path in written:
        assert_silent(path.read_bytes().decode("latin-1"))


@pytest.mark.parametrize("page", [f"<html>{SAID}</html>", SAID, json.dumps([TOKEN]), TOKEN * 400])
@pytest.mark.usefixtures("without_waiting")
def test_a_page_in_the_place_of_an_answer_says_no_token(
    te_tui: Run, reflecting: tuple[type[Reflecting], str], page: str
) -> None:
    handler, url = reflecting
    handler.status, handler.page = 403, page
    for command in COMMANDS:
        ended = te_tui(*command, "--debug", TE_BASE_URL=url, TE_TOKEN=TOKEN)
        assert_silent(ended.out + ended.err)


@pytest.mark.parametrize(
    ("status", "user", "page"),
    [
        (200, None, None),
        (200, "me@example.com", None),
        (400, None, None),
        (401, "me@example.com", f"<html>Log in, {SAID}</html>"),
        (500, "me@example.com", None),
    ],
)
@pytest.mark.usefixtures("without_waiting")
def test_a_grafana_that_says_the_token_or_the_password_is_not_repeated(
    te_tui: Run,
    reflecting: tuple[type[Reflecting], str],
    tmp_path: Path,
    status: int,
    user: str | None,
    page: str | None,
) -> None:
    handler, url = reflecting
    handler.status, handler.page = status, page or handler.page
    profile = Profile("ops", url, vendor="grafana", user=user)
    save_settings(tmp_path / "settings.toml", Settings({"ops": profile}))
    said = ""
    for command in OF_GRAFANA:
        ended = te_tui(*command, "--profile", "ops", "--debug", GRAFANA_TOKEN=TOKEN)
        assert ended.code != 1, ended.err
        said += ended.out + ended.err
    assert_silent(said)
    for path in filter(Path.is_file, tmp_path.rglob("*")):
        assert_silent(path.read_bytes().decode("latin-1"))
    assert "[token]" in said or page or status == 401
