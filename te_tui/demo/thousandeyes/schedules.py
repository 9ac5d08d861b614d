"""The snapshot schedules that some dashboards have (api.md, section 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from te_tui.demo.thousandeyes.organization import Dashboard
    from te_tui.demo.wire import Json

_DAY: Final = 86_400
_FIRST: Final = 1_753_200_000
"""When the schedules began: a moment in July 2025."""

# Title, recurrence, span of a snapshot, days that it is kept, and whether it runs. CUSTOM is left out: with
# it the official SDK refuses the whole list.
_SCHEDULES: Final = (
    ("NOC weekly", "EVERY_WEEK", ("WEEK", 1), 365, True),
    ("Executive summary", "EVERY_MONTH", ("MONTH", 1), 5 * 365, True),
    ("Voice quality", "EVERY_DAY", ("DAY", 1), 30, False),
)


def schedule_of(dashboard: Dashboard) -> Json | None:
    """Return the snapshot schedule of a dashboard; None if it has none."""
    for title, repeat, (period, count), days, enabled in _SCHEDULES:
        if title == dashboard.title:
            return {
                "cronSpec": {
                    "startTime": _FIRST,
                    "zoneCode": "Europe/Berlin",
                    "repeat": repeat,
                    "endRepeat": {"endConditionType": "NEVER"},
                },
                "dataSource": {"name": title},
                "dataTimespan": {"n": count, "period": period},
                "flagEnabled": enabled,
                "flagLocked": False,
                "flagAutoShare": False,
                "flagIsIncludePiiUserData": False,
                "flagAttachPdfToEmail": False,
                "recipients": ["noor.vermeer@example.com"],
                "expiresAfter": days * _DAY,
            }
    return None
