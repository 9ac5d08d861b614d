"""The organization: its account groups, their dashboards and their tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from te_tui.demo.chance import hex_id
from te_tui.demo.services import CHECKOUT, HOME, PAYMENTS, SEARCH, WebService

LOGIN_AID = "1234"
"""The account group that applies without an `aid` (api.md, section 7)."""

CONTRACT_DASHBOARD = "646f4d2ce3c99b0536c3821e"
CONTRACT_TEST = "202701"


@dataclass(frozen=True)
class AccountGroup:
    """An account group of the organization; `share` is its fraction of all snapshots.

    It is 0 for the demo token's own group, which has the snapshots that the other groups leave.
    """

    aid: str
    name: str
    share: float


@dataclass(frozen=True)
class Dashboard:
    """A dashboard; its `topic` decides which widgets it has."""

    dashboard_id: str
    aid: str
    title: str
    topic: str


@dataclass(frozen=True)
class ConfiguredTest:
    """A network test; its response times are the agents' usual ones times `factor`."""

    test_id: str
    aid: str
    name: str
    kind: str
    label: str
    target: str
    factor: float


GROUPS = (
    AccountGroup(LOGIN_AID, "Network Ops", 0.0),
    AccountGroup("1307", "Platform", 1 / 12),
    AccountGroup("281474976710706", "EMEA Retail", 1 / 24),
    AccountGroup("5590", "Lab (new)", 0.0),
)
"""All account groups; the last one is empty."""

_TITLES = (
    ("HTTP Server Widgets", "web"),
    ("Checkout overview", "web"),
    ("NOC weekly", "network"),
    ("BGP", "routing"),
    ("DNS and resolvers", "dns"),
    ("Voice quality", "voice"),
    ("WAN: branches to data centres", "network"),
    ("SaaS: Microsoft 365", "saas"),
    ("Payments API", "web"),
    ("VPN and remote work", "network"),
    ("CDN edge", "web"),
    ("Executive summary", "summary"),
)


YEAR = Dashboard(hex_id(24, "dashboard", "year"), LOGIN_AID, "Capacity weekly", "network")
"""The dashboard of which there is a snapshot of every week of a year, and no other."""


def _web(service: WebService, kind: str, label: str) -> tuple[str, str, str, str, float]:
    return service.name, kind, label, service.address, service.factor


_TESTS = (
    _web(CHECKOUT, "http-server", "Web - HTTP Server"),
    _web(SEARCH, "http-server", "Web - HTTP Server"),
    _web(PAYMENTS, "http-server", "Web - HTTP Server"),
    _web(HOME, "page-load", "Web - Page Load"),
    ("Data centre Frankfurt", "agent-to-server", "Network - Agent to Server", "fra1.example.net:443", 0.9),
    ("Corporate prefix", "bgp", "Routing - BGP", "198.51.100.0/24", 1.0),
)


@cache
def dashboards(aid: str) -> tuple[Dashboard, ...]:
    """Return the dashboards of an account group; none if the group does not exist."""
    if find_group(aid) is None:
        return ()
    ids = [hex_id(24, "dashboard", aid, position) for position in range(len(_TITLES))]
    if aid == LOGIN_AID:
        ids[0] = CONTRACT_DASHBOARD
    usual = (
        Dashboard(identity, aid, title, topic) for identity, (title, topic) in zip(ids, _TITLES, strict=True)
    )
    return (*usual, YEAR) if aid == LOGIN_AID else tuple(usual)


@cache
def tests(aid: str) -> tuple[ConfiguredTest, ...]:
    """Return the tests of an account group; each group has its own ids."""
    first = int(CONTRACT_TEST) + 100 * [known.aid for known in GROUPS].index(aid)
    return tuple(
        ConfiguredTest(str(first + position), aid, name, kind, label, target, factor)
        for position, (name, kind, label, target, factor) in enumerate(_TESTS)
    )


def find_group(aid: str) -> AccountGroup | None:
    """Return the account group with this id; None if there is none."""
    return next((known for known in GROUPS if known.aid == aid), None)


def find_dashboard(aid: str, dashboard_id: str) -> Dashboard | None:
    """Return one dashboard of an account group; None if there is none with this id."""
    return next((known for known in dashboards(aid) if known.dashboard_id == dashboard_id), None)


def find_test(aid: str, test_id: str) -> ConfiguredTest | None:
    """Return one test of an account group; None if there is none with this id."""
    return next((known for known in tests(aid) if known.test_id == test_id), None)
