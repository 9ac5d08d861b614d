"""Filter expressions by example: for the help screen, `--help` and the README."""

from __future__ import annotations

from typing import Final

HELP: Final[tuple[tuple[str, str], ...]] = (
    ("latency", "the name or the dashboard's title contains it, in small or capital letters"),
    ('"NOC weekly"', "contains this phrase, the space included"),
    ('"audit*"', "contains these signs; outside quotes, notation of other tools (* ? | ^ ~ NOT) is refused"),
    ("-test", "does not contain it; - turns any term round"),
    ("name:checkout", "the name contains it"),
    ('dashboard:"NOC weekly"', "the dashboard's title contains it, or it is the dashboard's id"),
    ("id:d28b", "the snapshot's id begins with it"),
    ("expires<7d", "expires within 7 days and has not expired yet; units h d w m (30 d) y (365 d)"),
    ("expires>30d", "expires in 30 days or later"),
    ("expires<2027-01-01", "expires, or has expired, before that day (UTC)"),
    ("expires:past", "has expired"),
    ("expires:never", "has no date of expiry"),
    ("age>90d", "was created 90 days ago or earlier"),
    ("created>2026-10-01", "was created on that day (UTC) or later; < is before it"),
    ("shared:yes", "is shared; shared:no is not"),
    ("scheduled:no", "was made by hand; scheduled:yes by a schedule"),
    ("group:retail", "its account group or profile contains it; in lists over several account groups"),
    ("vendor:grafana", "its vendor's name begins with it"),
)
"""Pairs of an example and its meaning; each example is a valid expression."""
