import os
import subprocess
import sys

from te_tui.demo.thousandeyes.organization import LOGIN_AID
from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT, Catalogue, Snapshot
from te_tui.demo.thousandeyes.store import Store
from tests.demo.conftest import NOW, OPTIONS, Start


def test_one_seed_and_moment_give_the_same_bytes_in_every_process() -> None:
    paths = ("/dashboard-snapshots", f"/dashboard-snapshots/{CONTRACT_SNAPSHOT}/widgets/unpmg", "/tests")
    code = (
        "import hashlib, httpx, sys\n"
        "from tests.demo.conftest import OPTIONS, client_of\n"
        "from te_tui.demo.server import DemoServer\n"
        "with DemoServer(OPTIONS) as server, client_of(server) as client:\n"
        "    for path in sys.argv[1:]:\n"
        "        body = client.get(path, headers={'Host': 'demo.test'}).content\n"
        "        print(hashlib.sha256(body).hexdigest())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, *paths],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout
        for hash_seed in ("1", "2")
    }
    assert len(runs) == 1


def test_another_seed_is_another_organizations_history(start: Start) -> None:
    first, second = (
        {
            row["snapshotId"]
            for row in start(seed=seed).get("/dashboard-snapshots").json()["dashboardSnapshots"]
        }
        for seed in (1, 2)
    )
    assert first & second == {CONTRACT_SNAPSHOT}


def test_an_id_tells_its_place_without_a_table() -> None:
    catalogue = Catalogue(OPTIONS._replace(snapshots=100_000), NOW)
    for place in (0, 1, 57, 9_999, catalogue.sizes[LOGIN_AID] - 1):
        snapshot = catalogue.snapshot_at(LOGIN_AID, place)
        assert catalogue.find(LOGIN_AID, snapshot.snapshot_id) == snapshot
        assert catalogue.find("1307", snapshot.snapshot_id) is None


def test_a_page_of_a_hundred_thousand_builds_no_more_snapshots_than_it_shows() -> None:
    built: list[int] = []

    class Counting(Catalogue):
        def snapshot_at(self, aid: str, place: int) -> Snapshot:
            built.append(place)
            return super().snapshot_at(aid, place)

    store = Store(Counting(OPTIONS._replace(snapshots=100_000), NOW))
    page, more = store.page(LOGIN_AID, None, 50_000, 100)
    assert (page[0].rank, len(page), more) == (50_001, 100, True)
    assert len(built) <= 101
