"""A snapshot is made again by a Grafana that refuses, lies, or is changed by others meanwhile.

Whatever it answers: its content opens under the old link, the new one or the safety copy's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from te_tui.actions.archiving import Archives
from te_tui.actions.extension import By, Never, plan_extension
from te_tui.actions.journal import Journal
from te_tui.actions.outcome import Report
from te_tui.actions.plan import Plan
from te_tui.actions.runner import Runner
from te_tui.actions.steps import LOOK_AGAIN
from te_tui.credentials.secret import Secret
from te_tui.models.account_group import AccountGroup
from te_tui.sources.abilities import Extension
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.retry import Patience
from tests.actions.remote import Watcher, at_once

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OLD, NEW = NOW + timedelta(days=2), NOW + timedelta(days=32)
FOR_EVER = timedelta(days=50 * 365)  # as Grafana writes it, asked for by 0 seconds
CANARY = "deleteKeyCanary-of-the-liar"
BY_A_MONTH = By(timedelta(days=30))
CONTENT = {"title": "t", "panels": [{"id": 1, "type": "text"}]}

Answer = Callable[[httpx.Request], httpx.Response | None]


class Liar:
    """A Grafana in memory with the snapshot `old`; `says` may answer in its place.

    Attributes:
        snapshots: content, name and expiry by key.
        asked: method and key of every change that was asked for.
    """

    def __init__(self) -> None:
        self.snapshots: dict[str, tuple[Any, str, datetime]] = {"old": (CONTENT, "Old", OLD)}
        self.asked: list[str] = []
        self.says: Answer = lambda request: None
        self.drawn = 0

    def answer(self, request: httpx.Request) -> httpx.Response:
        said = self.says(request) or self.usual(request)
        said.headers["Date"] = format_datetime(NOW, usegmt=True)
        return said

    def usual(self, request: httpx.Request) -> httpx.Response:
        path, key = request.url.path, request.url.path.rpartition("/")[2]
        if path.endswith("/org"):
            return httpx.Response(200, json={"id": 1, "name": "Shop"})
        if path.endswith("/dashboard/snapshots"):
            return httpx.Response(200, json=[self._row(one) for one in self.snapshots])
        if request.method == "POST":
            return self.make(json.loads(request.content))
        if key not in self.snapshots:
            return httpx.Response(404, json={"message": "Snapshot not found", "messageId": "x.not-found"})
        if request.method == "DELETE":
            self.asked.append(f"DELETE {key}")
            del self.snapshots[key]
            return httpx.Response(200, json={"message": "Snapshot deleted."})
        content, _, expires = self.snapshots[key]
        meta = {"created": NOW.isoformat(), "expires": expires.isoformat()}
        return httpx.Response(200, json={"meta": meta, "dashboard": content})

    def make(self, body: Any, *, key: str | None = None, content: Any = None) -> httpx.Response:
        """Make a snapshot, under another key or with other content than was asked for."""
        key = key or body["key"]
        self.asked.append(f"POST {body['name']}")
        if key in self.snapshots:
            return httpx.Response(409, json={"message": "exists", "messageId": "x.keyAlreadyExists"})
        expires = NOW + (timedelta(seconds=body["expires"]) or FOR_EVER)
        self.snapshots[str(key)] = (content or body["dashboard"], body["name"], expires)
        return httpx.Response(200, json={"key": key, "deleteKey": CANARY, "deleteUrl": f"x/{CANARY}"})

    def _row(self, key: str) -> dict[str, Any]:
        _, name, expires = self.snapshots[key]
        dates = {"created": NOW.isoformat(), "expires": expires.isoformat()}
        return {"key": key, "name": name, "orgId": 1, "external": False, **dates}


class Site:
    """A liar, and runs of a plan on it.

    Attributes:
        pauses: the seconds for which the runs waited, one after another, without any of them passing.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.liar = Liar()
        self.pauses: list[float] = []

    def source(self) -> Grafana:
        return Grafana(
            Origin.parse("http://127.0.0.1:9"),
            Secret("token-12345"),
            transport=httpx.MockTransport(self.liar.answer),
            patience=Patience(tries=1, tries_to_connect=1, longest_wait=0),
        )

    async def plan(self, way: Extension, longer: By | Never = BY_A_MONTH) -> Plan:
        async with self.source() as source:
            rows = [row async for page in source.snapshots("1") for row in page.rows]
            old = [(AccountGroup("1", "Shop"), row) for row in rows if row.snapshot_id == "old"]
            return plan_extension(source.host, old, longer, now=NOW, way=way, limits=source.limits)

    async def run(self, way: Extension, longer: By | Never = BY_A_MONTH) -> Report:
        plan = await self.plan(way, longer)
        with Journal.begin(self.home / "journals", plan) as journal:
            return await self._carry_out(journal)

    async def resume(self) -> Report:
        (path,) = (self.home / "journals").glob("*")
        with Journal.resume(path) as journal:
            return await self._carry_out(journal)

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await at_once(seconds)

    async def _carry_out(self, journal: Journal) -> Report:
        async with self.source() as source:
            archives = Archives(source, self.home / "archives", lambda: NOW, lambda sentence: None)
            report = await Runner(source, archives, journal, Watcher(), sleep=self._sleep).run()
        kept = [path.read_bytes() for path in self.home.rglob("*") if path.is_file()]
        assert not [one for one in kept if CANARY.encode() in one]
        assert CANARY not in repr(report)
        assert any(content == CONTENT for content, _, _ in self.liar.snapshots.values())
        return report

    @property
    def copies(self) -> list[str]:
        """The keys of what te-tui made beside the old one."""
        return [key for key in self.liar.snapshots if key != "old"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def kinds(report: Report) -> list[str]:
    return [outcome.kind if outcome else "left" for outcome in report.outcomes]


def why(report: Report) -> str:
    (outcome,) = report.outcomes
    assert outcome is not None
    return outcome.why


def at_creation(number: int, answer: Callable[[Any], httpx.Response]) -> Answer:
    """Answer so when a snapshot is made for this time, from 1."""
    seen = 0

    def says(request: httpx.Request) -> httpx.Response | None:
        nonlocal seen
        if request.method != "POST":
            return None
        seen += 1
        return answer(json.loads(request.content)) if seen == number else None

    return says


@pytest.mark.parametrize("way", [Extension.NEW_LINK, Extension.SAME_LINK])
async def test_nothing_is_left_behind_where_all_goes_well(site: Site, way: Extension) -> None:
    report = await site.run(way)
    assert kinds(report) == ["done"]
    (outcome,) = report.outcomes
    assert outcome is not None
    assert outcome.made is not None
    assert site.liar.snapshots[str(outcome.made.snapshot_id)] == (CONTENT, "Old", NEW)
    assert (outcome.made.name, outcome.made.expires) == ("Old", NEW)
    assert len(site.liar.snapshots) == (2 if way is Extension.NEW_LINK else 1)
    assert site.liar.snapshots["old"][2] == (OLD if way is Extension.NEW_LINK else NEW)


async def test_an_answer_with_another_key_is_the_new_link(site: Site) -> None:
    site.liar.says = at_creation(1, lambda body: site.liar.make(body, key="drawn"))
    report = await site.run(Extension.NEW_LINK)
    assert kinds(report) == ["done"]
    assert report.outcomes[0].made.snapshot_id == "drawn"  # type: ignore[union-attr]


async def test_a_service_that_chooses_keys_itself_is_found_out_before_anything_is_deleted(site: Site) -> None:
    site.liar.says = at_creation(1, lambda body: site.liar.make(body, key="drawn"))
    report = await site.run(Extension.SAME_LINK)
    assert kinds(report) == ["failed"]
    assert "chooses ids itself" in why(report)
    assert "DELETE old" not in site.liar.asked
    assert list(site.liar.snapshots) == ["old"]


@pytest.mark.parametrize("way", [Extension.NEW_LINK, Extension.SAME_LINK])
async def test_a_new_one_that_does_not_open_deletes_nothing(site: Site, way: Extension) -> None:
    said = httpx.Response(200, json={"key": "ghost", "deleteKey": CANARY})
    site.liar.says = at_creation(1, lambda body: said)
    report = await site.run(way)
    assert kinds(report) == ["failed"]
    assert "does not open" in why(report)
    assert site.liar.snapshots["old"] == (CONTENT, "Old", OLD)
    assert "DELETE old" not in site.liar.asked
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["done"]


@pytest.mark.parametrize("way", [Extension.NEW_LINK, Extension.SAME_LINK])
async def test_a_new_one_that_holds_less_deletes_nothing(site: Site, way: Extension) -> None:
    site.liar.says = at_creation(1, lambda body: site.liar.make(body, content={"title": "t", "panels": []}))
    report = await site.run(way)
    assert kinds(report) == ["failed"]
    assert "does not hold the same" in why(report)
    assert "DELETE old" not in site.liar.asked


@pytest.mark.parametrize("way", [Extension.NEW_LINK, Extension.SAME_LINK])
@pytest.mark.parametrize("status", [400, 500, 502])
async def test_one_that_was_made_in_spite_of_the_answer_is_found(
    site: Site, way: Extension, status: int
) -> None:
    def made_and_failed(body: Any) -> httpx.Response:
        site.liar.make(body)
        return httpx.Response(status, json={"message": "Failed to create snapshot"})

    for number in (1, 2):
        site.liar.says = at_creation(number, made_and_failed)
        report = await site.run(way)
        assert kinds(report) == ["done"]
        site.liar = Liar()


@pytest.mark.parametrize(
    "refusal", [httpx.Response(413, text="<html>"), httpx.Response(403, json={"message": "no"}),
                httpx.Response(400, json={"message": "Dashboard not found"}), httpx.Response(500, json={})],
)  # fmt: skip
async def test_where_it_is_not_made_again_the_copy_holds_it_until_the_run_is_resumed(
    site: Site, refusal: httpx.Response
) -> None:
    site.liar.says = at_creation(2, lambda body: refusal)
    report = await site.run(Extension.SAME_LINK)
    assert kinds(report) == ["failed"]
    (copy,) = site.copies
    assert list(site.liar.snapshots) == [copy]
    assert re.fullmatch("[a-zA-Z0-9]{32}", copy)
    assert f"Its content is in the safety copy {copy}, and in its archive" in why(report)
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


@pytest.mark.parametrize("is_damaged", [True, False])
async def test_without_a_sound_archive_it_is_made_again_of_the_copy(site: Site, *, is_damaged: bool) -> None:
    site.liar.says = at_creation(2, lambda body: httpx.Response(403, json={"message": "no"}))
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    (archive,) = (site.home / "archives").rglob("*.tesnap")
    if is_damaged:
        archive.write_bytes(archive.read_bytes()[:-9])
    else:
        archive.unlink()
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


async def test_one_that_is_there_after_all_is_archived_again_before_it_is_deleted(site: Site) -> None:
    def drops(request: httpx.Request) -> httpx.Response | None:
        if request.method == "DELETE":
            raise httpx.ReadError("gone")
        return None

    site.liar.says = drops
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    for archive in (site.home / "archives").rglob("*"):
        archive.unlink()
    looks: list[httpx.Request] = []
    archives: list[Path] = []

    def says(request: httpx.Request) -> httpx.Response | None:
        if not request.url.path.endswith("/snapshots/old"):
            return None
        if request.method == "DELETE":
            archives.extend((site.home / "archives").rglob("*"))
            return None
        looks.append(request)
        return httpx.Response(404, json={"message": "not found"}) if len(looks) == 1 else None

    site.liar.says = says
    assert kinds(await site.resume()) == ["done"]
    assert archives
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


async def test_a_dropped_connection_at_the_deletion_is_resumed_from(site: Site) -> None:
    def says(request: httpx.Request) -> httpx.Response | None:
        if request.method != "DELETE":
            return None
        site.liar.usual(request)
        raise httpx.ReadError("gone")

    site.liar.says = says
    report = await site.run(Extension.SAME_LINK)
    assert kinds(report) == ["failed"]
    assert "Whether it was deleted is not known. Its content is in the safety copy" in why(report)
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


async def test_a_refused_deletion_leaves_no_copy_behind(site: Site) -> None:
    def says(request: httpx.Request) -> httpx.Response | None:
        refused = request.method == "DELETE" and request.url.path.endswith("/old")
        return httpx.Response(403, json={"message": "Access denied to this snapshot"}) if refused else None

    site.liar.says = says
    report = await site.run(Extension.SAME_LINK)
    assert kinds(report) == ["failed"]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", OLD)}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            httpx.Response(404, json={"message": "no", "messageId": "x.not-found"}),
            "does not find it for that",
        ),
        (httpx.Response(202, json={"message": "later"}), "the service took the request"),
    ],
    ids=["404", "202"],
)
async def test_a_deletion_without_effect_is_told_as_it_was_answered(
    site: Site, answer: httpx.Response, said: str
) -> None:
    def says(request: httpx.Request) -> httpx.Response | None:
        is_old = request.method == "DELETE" and request.url.path.endswith("/old")
        return answer if is_old else None

    site.liar.says = says
    report = await site.run(Extension.SAME_LINK)
    assert kinds(report) == ["failed"]
    assert said in why(report)
    assert site.liar.snapshots == {"old": (CONTENT, "Old", OLD)}


async def test_a_refused_deletion_that_was_done_all_the_same_is_followed_by_the_new_one(site: Site) -> None:
    def says(request: httpx.Request) -> httpx.Response | None:
        if request.method != "DELETE" or not request.url.path.endswith("/old"):
            return None
        site.liar.usual(request)
        return httpx.Response(403, json={"message": "Access denied to this snapshot"})

    site.liar.says = says
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


async def test_what_somebody_else_deletes_meanwhile_is_not_made_again(site: Site) -> None:
    other = site.liar.snapshots["other"] = (CONTENT, "Other", NEW)

    def deleted_by_others(body: Any) -> httpx.Response:
        del site.liar.snapshots["old"]
        return site.liar.make(body)

    site.liar.says = at_creation(1, deleted_by_others)
    assert kinds(await site.run(Extension.SAME_LINK)) == ["gone"]
    assert site.liar.snapshots == {"other": other}


async def test_what_somebody_else_deletes_after_a_refused_deletion_is_not_made_again(site: Site) -> None:
    other = site.liar.snapshots["other"] = (CONTENT, "Other", NEW)

    def says(request: httpx.Request) -> httpx.Response | None:
        refused = request.method == "DELETE" and request.url.path.endswith("/old")
        return httpx.Response(403, json={"message": "Access denied to this snapshot"}) if refused else None

    site.liar.says = says
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    del site.liar.snapshots["old"]
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["gone"]
    assert site.liar.snapshots == {"other": other}


async def test_another_snapshot_under_its_link_is_left_alone(site: Site) -> None:
    def others_were_faster(body: Any) -> httpx.Response:
        site.liar.snapshots["old"] = ({"title": "theirs"}, "Theirs", NEW)
        return site.liar.make(body)

    site.liar.says = at_creation(2, others_were_faster)
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    site.liar.says = lambda request: None
    report = await site.resume()
    assert kinds(report) == ["changed"]
    assert "another snapshot has its link by now" in why(report)
    assert site.liar.snapshots["old"][1] == "Theirs"


async def test_what_changed_since_it_was_shown_is_left_alone(site: Site) -> None:
    plan = await site.plan(Extension.SAME_LINK)
    site.liar.snapshots["old"] = (CONTENT, "Old", OLD + timedelta(hours=1))
    with Journal.begin(site.home / "journals", plan) as journal:
        report = await site._carry_out(journal)
    assert kinds(report) == ["changed"]
    assert site.liar.asked == []


async def test_a_cache_that_shows_the_old_one_for_a_while_does_not_hide_what_was_done(site: Site) -> None:
    old = site.liar.usual(httpx.Request("GET", "http://x/api/snapshots/old"))

    def says(request: httpx.Request) -> httpx.Response | None:
        cached = request.method == "GET" and request.url.path.endswith("/snapshots/old")
        return httpx.Response(200, content=old.content) if cached else None

    site.liar.says = says
    report = await site.run(Extension.SAME_LINK)
    assert kinds(report) == ["done"]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


@pytest.mark.parametrize("status", [503, 404])
async def test_a_copy_that_cannot_be_deleted_is_told_and_deleted_by_the_resumed_run(
    site: Site, status: int
) -> None:
    def says(request: httpx.Request) -> httpx.Response | None:
        is_copy = request.method == "DELETE" and not request.url.path.endswith("/old")
        return httpx.Response(status, json={"message": "busy"}) if is_copy else None

    site.liar.says = says
    report = await site.run(Extension.SAME_LINK)
    (copy,) = site.copies
    assert kinds(report) == ["failed"]
    assert f"Old is extended. Its safety copy {copy} could not be deleted: " in why(report)
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}
    assert site.liar.asked.count("POST Old") == 1


both_ways = pytest.mark.parametrize("way", [Extension.NEW_LINK, Extension.SAME_LINK])


def is_for(request: httpx.Request, method: str, key: str = "") -> bool:
    """Whether a request is about a snapshot, or this one."""
    _, below, asked = request.url.path.partition("/api/snapshots/")
    return request.method == method and bool(below) and key in {"", asked}


def hidden(looks: int, is_meant: Callable[[httpx.Request], bool]) -> Answer:
    """Answer to the first so many of these requests that there is no such snapshot."""
    left = looks

    def says(request: httpx.Request) -> httpx.Response | None:
        nonlocal left
        if left == 0 or not is_meant(request):
            return None
        left -= 1
        return httpx.Response(404, json={"message": "Snapshot not found"})

    return says


def steps(site: Site) -> list[str]:
    (path,) = (site.home / "journals").glob("*")
    return [json.loads(line).get("step", "plan") for line in path.read_text().splitlines()]


@both_ways
@pytest.mark.parametrize(
    ("seconds", "done"), [(-61, False), (-60, True), (0, True), (3600, True), (3601, False)]
)
async def test_a_new_one_lasts_a_minute_less_than_asked_to_an_hour_more(
    site: Site, way: Extension, seconds: int, *, done: bool
) -> None:
    site.liar.says = at_creation(
        1, lambda body: site.liar.make(body | {"expires": body["expires"] + seconds})
    )
    report = await site.run(way)
    assert (kinds(report) == ["done"]) is done
    if not done:
        assert f"expires {NEW + timedelta(seconds=seconds):%Y-%m-%d %H:%M} UTC. The old one is as" in why(
            report
        )
        assert site.liar.snapshots["old"] == (CONTENT, "Old", OLD)


@both_ways
async def test_a_new_one_whose_expiry_is_not_told_is_not_called_done(site: Site, way: Extension) -> None:
    def says(request: httpx.Request) -> httpx.Response | None:
        if request.method != "GET" or request.url.path.endswith(("/org", "/old")):
            return None
        body = site.liar.usual(request).json()
        for row in body if isinstance(body, list) else [body.get("meta", {})]:
            if row.get("key") != "old":
                row.pop("expires", None)
        return httpx.Response(200 if "message" not in body else 404, json=body)

    site.liar.says = says
    report = await site.run(way)
    assert kinds(report) == ["failed"]
    assert "expires at an unknown time" in why(report)
    assert site.liar.snapshots["old"] == (CONTENT, "Old", OLD)


@both_ways
async def test_one_that_is_to_last_for_ever_does_or_is_not_called_done(site: Site, way: Extension) -> None:
    ten_years = 10 * 365 * 86_400
    site.liar.says = at_creation(1, lambda body: site.liar.make(body | {"expires": ten_years}))
    assert kinds(await site.run(way, Never())) == ["failed"]
    assert site.liar.snapshots["old"] == (CONTENT, "Old", OLD)
    site.liar = Liar()
    report = await site.run(way, Never())
    assert kinds(report) == ["done"]
    assert report.outcomes[0].made.never_expires  # type: ignore[union-attr]


@both_ways
@pytest.mark.parametrize("looks", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("status", [200, 502])
async def test_one_that_shows_late_is_looked_for_four_times(
    site: Site, way: Extension, looks: int, status: int
) -> None:
    """Another machine may answer, whether the service says that it made it or not."""

    def makes(body: Any) -> httpx.Response:
        said = site.liar.make(body)
        is_late = hidden(looks, lambda request: is_for(request, "GET", body["key"]))
        site.liar.says = is_late
        return said if status == 200 else httpx.Response(status, json={"message": "busy"})

    site.liar.says = at_creation(1, makes)
    assert kinds(await site.run(way)) == ["done" if looks < 4 else "failed"]
    assert site.pauses == [*LOOK_AGAIN[:looks]]
    assert ("DELETE old" in site.liar.asked) == (looks < 4 and way is Extension.SAME_LINK)


@both_ways
async def test_what_was_made_and_could_not_be_looked_at_is_not_made_twice(site: Site, way: Extension) -> None:
    def says(request: httpx.Request) -> httpx.Response | None:
        blind = site.liar.asked[-1:] == ["POST Old"] and is_for(request, "GET")
        return httpx.Response(503, json={"message": "busy"}) if blind else None

    site.liar.says = says
    assert kinds(await site.run(way)) == ["failed"]
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.asked.count("POST Old") == 1
    assert steps(site).count("archiving") == 1
    assert NEW in [expires for _, _, expires in site.liar.snapshots.values()]


@pytest.mark.parametrize("copy_is_there", [True, False])
async def test_a_resumed_run_makes_the_copy_again_only_where_it_is_gone(
    site: Site, *, copy_is_there: bool
) -> None:
    def drops(request: httpx.Request) -> httpx.Response | None:
        if request.method == "DELETE":
            raise httpx.ReadError("gone")
        return None

    site.liar.says = drops
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    if not copy_is_there:
        del site.liar.snapshots[site.copies[0]]
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.asked.count("POST Old (safety copy)") == (1 if copy_is_there else 2)
    assert steps(site).count("archiving") == 1
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


@pytest.mark.parametrize("others", [(CONTENT, "Old", NEW), ({"title": "theirs"}, "Old", OLD)])
async def test_what_others_change_while_it_is_copied_is_not_deleted(
    site: Site, others: tuple[Any, str, datetime]
) -> None:
    beside = site.liar.snapshots["beside"] = (CONTENT, "Beside", NEW)

    def meanwhile(body: Any) -> httpx.Response:
        site.liar.snapshots["old"] = others
        return site.liar.make(body)

    site.liar.says = at_creation(1, meanwhile)
    assert kinds(await site.run(Extension.SAME_LINK)) == ["changed"]
    assert "DELETE old" not in site.liar.asked
    assert site.liar.snapshots == {"old": others, "beside": beside}


@both_ways
async def test_what_changed_before_the_run_was_resumed_is_left_alone(site: Site, way: Extension) -> None:
    site.liar.says = at_creation(1, lambda body: httpx.Response(403, json={"message": "no"}))
    assert kinds(await site.run(way)) == ["failed"]
    site.liar.snapshots["old"] = theirs = (CONTENT, "Old", OLD + timedelta(hours=1))
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["changed"]
    assert (site.liar.asked, site.liar.snapshots) == ([], {"old": theirs})


@pytest.mark.parametrize("status", [202, 404])
async def test_a_deletion_that_is_not_answered_as_done_is_looked_at(site: Site, status: int) -> None:
    site.liar.says = lambda request: (
        httpx.Response(status, json={"message": "?"}) if is_for(request, "DELETE", "old") else None
    )
    report = await site.run(Extension.SAME_LINK)
    assert kinds(report) == ["failed"]
    assert " still " in why(report)
    assert site.pauses == [*LOOK_AGAIN]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", OLD)}


@pytest.mark.parametrize("looks", [1, 4])
@pytest.mark.parametrize("status", [202, 404])
async def test_a_deletion_that_is_not_answered_as_done_and_is_shows_after_a_while(
    site: Site, status: int, looks: int
) -> None:
    left = looks

    def says(request: httpx.Request) -> httpx.Response | None:
        nonlocal left
        if is_for(request, "DELETE", "old"):
            return httpx.Response(status, json={"message": "?"})
        if "DELETE" in asked and is_for(request, "GET", "old"):
            left -= 1
            if left == 0:
                site.liar.snapshots.pop("old")
        return None

    asked: set[str] = set()

    def noted(request: httpx.Request) -> httpx.Response | None:
        said = says(request)
        if is_for(request, "DELETE", "old"):
            asked.add("DELETE")
        return said

    site.liar.says = noted
    assert kinds(await site.run(Extension.SAME_LINK)) == ["done"]
    assert site.pauses == [*LOOK_AGAIN[: looks - 1]]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


async def test_after_a_refused_deletion_that_cannot_be_looked_at_the_copy_stays(site: Site) -> None:
    def says(request: httpx.Request) -> httpx.Response | None:
        if is_for(request, "DELETE"):
            site.liar.says = blind
            return httpx.Response(403, json={"message": "no"})
        return None

    def blind(request: httpx.Request) -> httpx.Response | None:
        return httpx.Response(503, json={"message": "busy"}) if is_for(request, "GET") else None

    site.liar.says = says
    report = await site.run(Extension.SAME_LINK)
    (copy,) = site.copies
    assert kinds(report) == ["failed"]
    assert f"Whether it was deleted is not known. Its content is in the safety copy {copy}" in why(report)
    assert site.liar.asked == ["POST Old (safety copy)"]


@pytest.mark.parametrize("looks", [1, 2, 3])
async def test_one_that_a_machine_does_not_know_for_a_moment_is_not_called_gone(
    site: Site, looks: int
) -> None:
    def copied(body: Any) -> httpx.Response:
        said = site.liar.make(body)
        site.liar.says = hidden(looks, lambda request: is_for(request, "GET", "old"))
        return said

    site.liar.says = at_creation(1, copied)
    assert kinds(await site.run(Extension.SAME_LINK)) == ["done"]
    assert site.pauses == [*LOOK_AGAIN[:looks]]
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


@pytest.mark.parametrize(("status", "next_step"), [(500, "Resume it: that looks first."), (403, "")])
async def test_a_failure_tells_whether_to_resume_and_that_the_old_one_is_there(
    site: Site, status: int, next_step: str
) -> None:
    site.liar.says = at_creation(1, lambda body: httpx.Response(status, json={"message": "no"}))
    said = why(await site.run(Extension.NEW_LINK))
    assert said.endswith(f"{next_step} The old one is as it was.")
    assert ("Resume it" in said) == bool(next_step)


@pytest.mark.parametrize(
    ("way", "written"),
    [
        (Extension.NEW_LINK, "plan archiving archived making made done end"),
        (Extension.SAME_LINK, "plan archiving archived copying asking making made tidied done end"),
    ],
)
async def test_each_step_is_written_down_once(site: Site, way: Extension, written: str) -> None:
    await site.run(way)
    assert " ".join(steps(site)) == written


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        (202, "asking tidied failed end"),
        (404, "asking tidied failed end"),
        (403, "asking refused tidied failed end"),
    ],
)
async def test_how_a_deletion_was_answered_is_written_down(site: Site, answer: int, written: str) -> None:
    site.liar.says = lambda request: (
        httpx.Response(answer, json={"message": "?"}) if is_for(request, "DELETE", "old") else None
    )
    await site.run(Extension.SAME_LINK)
    assert " ".join(steps(site)) == f"plan archiving archived copying {written}"


async def test_a_copy_that_stays_does_not_hide_that_the_snapshot_had_changed(site: Site) -> None:
    def meanwhile(body: Any) -> httpx.Response:
        site.liar.snapshots["old"] = (CONTENT, "Old", NEW)
        site.liar.says = lambda request: (
            httpx.Response(503, json={"message": "busy"}) if is_for(request, "DELETE") else None
        )
        return site.liar.make(body)

    site.liar.says = at_creation(1, meanwhile)
    report = await site.run(Extension.SAME_LINK)
    assert kinds(report) == ["changed"]
    assert why(report).startswith("It is left alone, because it changed: by the plan it expires ")
    assert f"Its safety copy {site.copies[0]} could not be deleted: " in why(report)


@both_ways
async def test_where_it_cannot_be_looked_for_what_the_service_said_first_is_told(
    site: Site, way: Extension
) -> None:
    def fails(body: Any) -> httpx.Response:
        site.liar.says = lambda request: (
            httpx.Response(403, json={"message": "second"}) if is_for(request, "GET") else None
        )
        return httpx.Response(502, json={"message": "first"})

    site.liar.says = at_creation(1, fails)
    report = await site.run(way)
    assert kinds(report) == ["failed"]
    assert "HTTP 502" in why(report)
    assert why(report).endswith("Resume it: that looks first. The old one is as it was.")
    assert report.outcomes[0].error.perhaps_done is False  # type: ignore[union-attr]


async def test_what_is_deleted_by_others_after_a_deletion_without_effect_is_gone(site: Site) -> None:
    other = site.liar.snapshots["other"] = (CONTENT, "Other", NEW)
    site.liar.says = lambda request: (
        httpx.Response(202, json={"message": "?"}) if is_for(request, "DELETE", "old") else None
    )
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    del site.liar.snapshots["old"]
    for archive in (site.home / "archives").rglob("*.tesnap"):
        archive.unlink()
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["gone"]
    assert site.liar.snapshots == {"other": other}


async def test_what_only_the_list_shows_as_made_again_is_not_deleted_once_more(site: Site) -> None:
    """A cache in between shows the old one, when the run is resumed after it was made again."""
    old = site.liar.usual(httpx.Request("GET", "http://x/api/snapshots/old"))

    def says(request: httpx.Request) -> httpx.Response | None:
        blind = site.liar.asked[-1:] == ["POST Old"] and is_for(request, "GET")
        return httpx.Response(503, json={"message": "busy"}) if blind else None

    site.liar.says = says
    assert kinds(await site.run(Extension.SAME_LINK)) == ["failed"]
    site.liar.says = lambda request: (
        httpx.Response(200, content=old.content) if is_for(request, "GET", "old") else None
    )
    assert kinds(await site.resume()) == ["done"]
    assert site.liar.asked.count("DELETE old") == 1
    assert site.liar.asked.count("POST Old") == 1
    assert site.liar.snapshots == {"old": (CONTENT, "Old", NEW)}


@both_ways
@pytest.mark.parametrize("lines", [1, 2, 3, 4, 5, 6])
async def test_wherever_a_run_ended_before_anything_was_made_the_next_one_goes_on(
    site: Site, way: Extension, lines: int
) -> None:
    site.liar.says = at_creation(1, lambda body: httpx.Response(403, json={"message": "no"}))
    await site.run(way)
    (path,) = (site.home / "journals").glob("*")
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:lines]))
    site.liar.says = lambda request: None
    assert kinds(await site.resume()) == ["done"]
    assert steps(site).count("archiving") == (1 if lines >= 3 else min(lines, 2))
    assert site.liar.asked.count("POST Old") == 1
    assert len(site.liar.snapshots) == (2 if way is Extension.NEW_LINK else 1)
