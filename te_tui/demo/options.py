"""Options of the embedded servers, te-tui's imitations of ThousandEyes and Grafana."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

TOKEN = "demo"  # noqa: S105 - published on purpose: it opens nothing but made-up data on loopback
"""A bearer token that both servers accept."""

LOGIN_TOKEN = "demo-token"  # noqa: S105 - as above
"""The other one, which is long enough for `te-tui login`."""

GRAFANA_VERSIONS = (6, 8, 9, 11, 13)
"""The versions that the embedded Grafana can play."""

OTHER_ORG_TOKEN = "demo-org2-token"  # noqa: S105 - as above
"""The embedded Grafana's token of an administrator of its second organization."""

EDITOR_TOKEN = "demo-editor-token"  # noqa: S105 - as above
"""The one of an editor of the first organization, who made three of its snapshots."""

VIEWER_TOKEN = "demo-viewer-token"  # noqa: S105 - as above
"""The one of a viewer of the first organization, who made none."""

GRAFANA_PERSON = ("admin", "demo-password")
"""Name and password of a person who is an administrator of both organizations."""

V6_USER = "demo@example.com"
"""The name that goes with either token where API v6 is asked by name and password (Basic)."""

V6_GONE = (301, 404, 410)
"""The statuses with which an API v6 that is gone may answer."""

PERMISSIONS = (
    "View Snapshots",
    "Edit Snapshots",
    "Edit snapshots",
    "Edit reports for all users in account group",
    "Create snapshot shares",
)
"""Rights that the token can lack: to read, create, extend and delete snapshots, and share tests."""

FAULT_KINDS = ("429", "500", "502", "503", "drop", "truncate", "html", "slow")
"""Every way in which the server can be told to fail."""


class Fault(NamedTuple):
    """A kind of failure, its probability (0 to 1), and the prefix of the paths it applies to."""

    kind: str
    probability: float = 1.0
    path: str = ""

    @classmethod
    def parse(cls, text: str) -> Fault:
        """Read `KIND[:PROBABILITY][@PATH]`, such as `500:0.1@/v7/dashboard-snapshots`.

        Raises:
            ValueError: the text is wrong; the message says what is wrong.
        """
        head, at, path = text.partition("@")
        kind, colon, odds = head.partition(":")
        if kind not in FAULT_KINDS:
            raise ValueError(f"unknown fault {kind!r}: choose one of {', '.join(FAULT_KINDS)}")
        if at and not path.startswith("/"):
            raise ValueError(
                f"the path of fault {text!r} must start with /, such as @/v7/dashboard-snapshots"
            )
        return cls(kind, _probability(odds, text) if colon else 1.0, path)


def _probability(odds: str, text: str) -> float:
    """Read a probability from 0 to 1; ValueError for anything else, with the typed fault (`text`) in it."""
    try:
        probability = float(odds)
    except ValueError:
        probability = -1.0
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"the probability of fault {text!r} must be a number from 0 to 1, not {odds!r}")
    return probability


class DemoOptions(NamedTuple):
    """The size, clock, speed and faults of one embedded ThousandEyes.

    With the same `snapshots`, `page_size`, `seed` and `now`, all response bodies are the same to the byte.

    Attributes:
        snapshots: the number of snapshots.
        page_size: the number of snapshots on a page of the list.
        latency_ms: the delay of each response, in milliseconds.
        seed: varies the invented data.
        now: the time at the start of the server, with a time zone; None for the real time.
        rate_limit: the number of requests allowed in a minute; 0 for no limit.
        faults: failures to simulate.
        log: the file for the log of requests; None for no log.
        settle_ms: how long requests for a new snapshot get a 404 (api.md, section 3), in milliseconds.
        forbid_public: whether to simulate a region without public snapshots (api.md, section 3).
        documented_is_public: whether `isPublic` false makes a share link, as the text of API v7 says (api.md,
            section 3).
        by_pages: whether the next page is linked in the deprecated `pages` instead of in `_links`.
        location_only: whether the id of a new snapshot is only in the header `Location`.
        lacking: the permissions that the token does not have.
        v6_gone: the HTTP status of every response of API v6; None if API v6 works.
    """

    snapshots: int = 240
    page_size: int = 100
    latency_ms: int = 0
    seed: int = 1
    now: datetime | None = None
    rate_limit: int = 240
    faults: tuple[Fault, ...] = ()
    log: Path | None = None
    settle_ms: int = 0
    forbid_public: bool = False
    documented_is_public: bool = False
    by_pages: bool = False
    location_only: bool = False
    lacking: tuple[str, ...] = ()
    v6_gone: int | None = None


class GrafanaOptions(NamedTuple):
    """The version, size, clock and faults of one embedded Grafana.

    With the same `snapshots`, `seed`, `now` and `version`, all response bodies are the same to the byte.

    Attributes:
        version: the major version of Grafana.
        snapshots: the number of snapshots.
        base_path: the beginning of every path, such as `/grafana`.
        root_url: the address with which links begin; if empty, that of the request.
        latency_ms: the delay of each response, in milliseconds.
        seed: varies the invented data.
        now: the time at the start of the server, with a time zone; None for the real time.
        faults: failures to simulate.
        log: the file for the log of requests; None for no log.
        shuffle: whether each list of snapshots comes in another order.
        body_cap: the size in bytes of the largest request body that is accepted; 0 for any size.
        clean_up_seconds: how often expired snapshots are deleted; 0 for never.
        public_mode: whether no login is needed to create a snapshot or to delete one by its delete key.
    """

    version: int = 13
    snapshots: int = 240
    base_path: str = ""
    root_url: str = ""
    latency_ms: int = 0
    seed: int = 1
    now: datetime | None = None
    faults: tuple[Fault, ...] = ()
    log: Path | None = None
    shuffle: bool = False
    body_cap: int = 0
    clean_up_seconds: int = 600
    public_mode: bool = False
