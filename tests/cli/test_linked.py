"""The profile that opens a pasted address: that of its host, and never another one's token."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui.cli.account.access import Access, origin_of
from te_tui.cli.account.linked import access_for
from te_tui.cli.exits import WrongUsage
from te_tui.credentials.secret import Secret
from te_tui.demo import TOKEN, GrafanaOptions
from te_tui.demo.server import DemoServer
from te_tui.settings.file import Settings
from te_tui.settings.profile import Profile
from tests.cli.answers import Answer, answering
from tests.cli.conftest import NOW, Run
from tests.demo.grafana.servers import client_of, listed
from tests.profiles import profile, write_profiles

PROFILES = (
    Profile("prod"),
    Profile("shop", "https://graf.example/a", vendor="grafana"),
    Profile("shop-b", "https://graf.example/b", vendor="grafana"),
    Profile("broken", "http://example.com"),
)
OURS = "https://app.thousandeyes.com/dashboard/?snapshotId=d28bb71f"


def chosen(address: str, *more: Profile, named: str = "default", given: bool = False) -> str:
    """The name of the profile that an address is opened with."""
    settings = Settings({one.name: one for one in (*PROFILES, *more)})
    began = settings.profile(named)
    access = Access(began, origin_of(began), Secret("a-token-of-the-shell") if given else None)
    return access_for(address, settings, access).profile.name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (OURS, "prod"),
        ("https://api.thousandeyes.com/v7/dashboard-snapshots/d28bb71f?aid=1234", "prod"),
        ("https://graf.example/a/dashboard/snapshot/KEY", "shop"),
        (" https://graf.example/b/dashboard/snapshot/KEY?orgId=1 ", "shop-b"),
        ("https://GRAF.example/b/api/snapshots/KEY", "shop-b"),
        ("https://other.example/dashboard/snapshot/KEY", "default"),
        ("https://graf.example.evil.example/a/dashboard/snapshot/KEY", "default"),
        ("d28bb71f", "default"),
    ],
)
def test_an_address_is_opened_with_the_profile_of_its_host_and_path(address: str, name: str) -> None:
    assert chosen(address) == name


def test_where_two_profiles_have_one_host_the_address_names_neither() -> None:
    with pytest.raises(WrongUsage, match=r"may be of 2 profiles: prod, audit\. Name one with --profile"):
        chosen(OURS, Profile("audit"))
    assert chosen(OURS, Profile("audit"), named="audit") == "audit"
    assert chosen(OURS, given=True) == "default"


def test_a_link_of_a_grafana_is_shown_without_a_question_for_its_profile(te_tui: Run, tmp_path: Path) -> None:
    asked: list[str] = []

    def refuse(path: str) -> Answer:
        asked.append(path)
        return Answer("{}", 403)

    with (
        DemoServer(GrafanaOptions(now=NOW, snapshots=20, base_path="/g")) as grafana,
        answering(refuse) as url,
    ):
        write_profiles(
            tmp_path, profile("default", url, TOKEN), profile("shop", grafana.url, TOKEN, "grafana")
        )
        with client_of(grafana, TOKEN) as client:
            key = next(row["key"] for row in listed(client) if row["name"].startswith("Checkout down"))
        told = te_tui("show", f"{grafana.url}/dashboard/snapshot/{key}", "--json")
    assert (told.code, asked) == (0, [])
    assert told.objects[0]["snapshotId"] == key
