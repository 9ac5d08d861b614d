from datetime import datetime, timedelta

import httpx
import pytest

from te_tui.demo.options import EDITOR_TOKEN, OTHER_ORG_TOKEN, VIEWER_TOKEN
from te_tui.demo.server import DemoServer
from tests.demo.grafana.conftest import Start
from tests.demo.grafana.servers import NOW, OPTIONS, client_of, create, listed, row_named

FIELDS = ["id", "name", "key", "orgId", "userId", "external", "externalUrl", "expires", "created", "updated"]


def test_a_list_is_a_bare_array_of_rows_with_all_fields(reader: httpx.Client) -> None:
    rows = listed(reader)
    assert all(list(row) == FIELDS for row in rows)
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    assert {row["orgId"] for row in rows} == {1}
    assert len({row["key"] for row in rows}) == len(rows)
    assert all(len(row["key"]) == 32 and row["key"].isalnum() for row in rows)


@pytest.mark.parametrize("limit", ["", "0", "x", "-1", "9" * 19, "9" * 5_000])
def test_without_a_limit_a_thousand_are_listed(grafana: Start, limit: str) -> None:
    assert len(listed(grafana(snapshots=1_500), limit=limit)) == 1_000


def test_any_positive_limit_is_taken_as_it_is(grafana: Start) -> None:
    client = grafana(snapshots=6_000)
    assert len(listed(client, limit=1)) == 1
    assert len(listed(client, limit=5_000)) == 5_000
    assert 5_000 < len(listed(client, limit=1_000_000)) < 6_000


def test_a_query_is_like_in_sql(grafana: Start) -> None:
    client = grafana(snapshots=0)
    for name in ("loss 50% a_b", "Loss 50% axb", "short"):
        create(client, name=name)

    def found(query: str) -> list[str]:
        return [row["name"] for row in listed(client, query=query)]

    assert found("short") == ["short"]
    assert found("SHORT") == ["short"]
    assert found("shor") == []
    assert found("%hor%") == ["short"]
    assert found("loss%a_b") == ["loss 50% a_b", "Loss 50% axb"]
    assert found("loss 50\\% a_b") == []


def test_an_administrator_sees_all_and_others_their_own(server: DemoServer) -> None:
    with client_of(server) as admin, client_of(server, EDITOR_TOKEN) as editor:
        own = listed(editor)
        assert len(own) == 3
        assert {row["key"] for row in own} < {row["key"] for row in listed(admin)}
    with client_of(server, VIEWER_TOKEN) as viewer:
        assert listed(viewer) == []
    with client_of(server, OTHER_ORG_TOKEN) as other:
        assert {row["orgId"] for row in listed(other)} == {2}


def test_shuffling_changes_the_order_and_nothing_else(grafana: Start) -> None:
    client = grafana(shuffle=True)
    first, second = ([row["id"] for row in listed(client)] for _ in range(2))
    assert first != second
    assert sorted(first) == sorted(second) == [row["id"] for row in listed(grafana())]


def test_never_is_fifty_years_and_an_expired_one_stays_listed(reader: httpx.Client) -> None:
    never = row_named(reader, "Checkout down in Frankfurt: ")
    life = datetime.fromisoformat(never["expires"]) - datetime.fromisoformat(never["created"])
    assert life == timedelta(days=18_250)
    assert datetime.fromisoformat(row_named(reader, "Handover")["expires"]) < NOW


def test_the_clean_up_removes_expired_rows(grafana: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    later = 0.0
    from te_tui.demo.clock import Clock

    now = Clock.now
    monkeypatch.setattr(Clock, "now", lambda clock: now(clock) + timedelta(seconds=later))
    cleaning, keeping = grafana(), grafana(clean_up_seconds=0)
    later = 595.0
    key = row_named(cleaning, "Handover")["key"]
    later = 610.0
    assert key not in {row["key"] for row in listed(cleaning)}
    assert key in {row["key"] for row in listed(keeping)}
    assert cleaning.delete(f"/api/snapshots/{key}").status_code == 404


def test_the_oldest_version_writes_dates_in_its_own_zone(grafana: Start) -> None:
    assert listed(grafana(version=6))[0]["created"].endswith("+01:00")
    assert listed(grafana(version=8))[0]["created"].endswith("Z")


def test_a_hundred_thousand_snapshots_need_no_table_at_the_start() -> None:
    with DemoServer(OPTIONS._replace(snapshots=100_000)) as server, client_of(server) as client:
        row = listed(client, limit=1)[0]
        assert client.get(f"/api/snapshots/{row['key']}").json()["dashboard"]["panels"]
