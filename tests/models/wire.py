"""Bodies as a service may send them: realistic ones, and arbitrary JSON."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

SETTINGS = settings(max_examples=25, derandomize=True, deadline=None, database=None)
"""Generated examples that are the same in every run, and few enough for every run."""

# Lone surrogates and controls included: a body may hold either.
any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
any_number = st.one_of(
    st.integers(),
    st.integers(-(10**400), 10**400),
    st.floats(),
    st.sampled_from([0, 1, -1, 1.5, 1_794_268_800, 1_794_268_800_000, 10**11, -(10**11), 1e308, 5e-324]),
)
scalar = st.one_of(st.none(), st.booleans(), any_number, any_text)
any_json = st.recursive(
    scalar,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=12,
)


def encode(value: Any) -> bytes:
    return json.dumps(value).encode()


def row(index: int = 0, **changes: Any) -> dict[str, Any]:
    """One snapshot as the list gives it, with every field that te-tui reads and some that it does not."""
    return {
        "snapshotId": f"5b0f{index:08d}-77aa-4c1e-9d42-0c2a51e3b9f1",
        "snapshotName": f"Weekly review of branch {index}",
        "aid": "1307",
        "accountId": 1307,
        "isShared": False,
        "isScheduled": True,
        "snapshotCreatedDate": f"2026-11-{1 + index % 28:02d}T08:{index % 60:02d}:00Z",
        "snapshotExpirationDate": f"2027-11-{1 + index % 28:02d}T08:{index % 60:02d}:00Z",
        "timeSpan": {"start": f"2026-11-{1 + index % 28:02d}T00:{index % 60:02d}:00Z", "duration": 86_400},
        "dashboard": {"dashboardId": f"64aa{index % 40:020d}", "title": f"Branches {index % 40}"},
        "_links": {"appLink": {"href": f"https://app.thousandeyes.com/dashboard/snapshot/{index:08d}"}},
        **changes,
    }


def page(*rows: Any, next_href: Any = None) -> bytes:
    links = {} if next_href is None else {"next": {"href": next_href}}
    return encode({"dashboardSnapshots": list(rows), "_links": links})


def point(time: Any, value: Any, *groups: tuple[Any, Any]) -> dict[str, Any]:
    said = [{"groupProperty": name, "groupValue": group} for name, group in groups]
    return {"timestamp": time, "numberOfDataPoints": 1, "value": value, "groups": said}


def labels(name: str | None, **by_id: str) -> dict[str, Any]:
    said = [{"groupId": key.removeprefix("_"), "groupLabel": label} for key, label in by_id.items()]
    return {"groupProperty": name, "groupLabels": said}


def panel_data(*group_labels: dict[str, Any], **data: Any) -> bytes:
    return encode({"groupLabels": list(group_labels), "binSize": 300, "data": data})
