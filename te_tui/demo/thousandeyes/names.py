"""Names for snapshots, like those that people and schedules give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.demo.chance import choose

if TYPE_CHECKING:
    from datetime import datetime

_SCHEDULED = {
    7: "Weekly {dashboard} review {week}",
    1: "Daily {dashboard} report {date}",
}

_BY_TOPIC = {
    "web": (
        "Checkout latency, {day} incident",
        "Slow pages after release {release}",
        "Error budget review {week}",
        "Before the CDN switch, {day}",
        "After the CDN switch, {day}",
        "Black Friday rehearsal {day}",
        "Certificate rollover {day}",
        "Login timeouts reported by EMEA, {day}",
        "Ticket INC00{ticket}: 502s on checkout",
    ),
    "saas": (
        "Teams sign-in slow, {day}",
        "SharePoint downloads before the proxy change",
        "SharePoint downloads after the proxy change",
        "Evidence for Microsoft case {ticket}",
    ),
    "network": (
        "Packet loss towards Frankfurt, {day}",
        "Branch uplinks during maintenance {day}",
        "Evidence for carrier ticket {ticket}",
        "SD-WAN policy change {day}, before",
        "SD-WAN policy change {day}, after",
        "VPN capacity at the peak of {day}",
    ),
    "routing": (
        "BGP reachability during maintenance",
        "Route leak, {day}",
        "Prefix announcement moved to AS 64500, {day}",
        "Path changes while transit was down, {day}",
    ),
    "dns": (
        "Resolver migration {day}",
        "DNS timeouts, {day}",
        "New authoritative servers, {day}",
    ),
    "voice": (
        "Contact centre call quality, {day}",
        "MOS below 3.6 on {day}",
        "SIP trunk failover test {day}",
    ),
    "summary": (
        "Board report {month}",
        "SLA evidence {month}",
        "Audit {month}: availability",
        "Customer review, {day}",
    ),
}

DIFFICULT = {
    12: "東京リージョンの遅延調査（決済ゲートウェイ）",
    17: "تأخير بوابة الدفع في الرياض",
    23: "[bold]Deploy[/bold] window [/x] [@click=app.quit]rollback[/]",
    31: "🔥 Prod on fire 👩‍🚒 – é vs é, 🇩🇪",
    38: "\x1b[31mRED ALERT\x1b[0m \x1b]52;c;ZXZpbA==\x07 paging storm",
    44: "Retail \u202egnp.exe\u202c חנות מקוונת",
    52: "Post-mortem " + "of the cascading failure that began with an expired certificate " * 4,
    58: '=HYPERLINK("http://example.com")',
}
"""Names that hurt, by position in the login group: wide, right to left, markup, control codes, very long."""


def name_of(topic: str, dashboard: str, moment: datetime, days_scheduled: int, *keys: object) -> str:
    """Return a name for a snapshot of a dashboard; its data end at `moment`.

    Args:
        topic: the dashboard's topic, which decides on the names to choose from.
        dashboard: the dashboard's title.
        moment: the end of the snapshot's data.
        days_scheduled: the length of a scheduled snapshot in days, 7 or 1; 0 if it is not scheduled.
        keys: decide on the name among those of the topic.
    """
    pattern = _SCHEDULED[days_scheduled] if days_scheduled else choose(_BY_TOPIC[topic], "name", *keys)
    year, week, _ = moment.isocalendar()
    return pattern.format(
        dashboard=dashboard.removesuffix(" weekly"),
        day=f"{moment.day} {moment:%b}",
        date=f"{moment:%Y-%m-%d}",
        week=f"{year}-{week:02}",
        month=f"{moment:%B %Y}",
        release=f"{moment:%y.%m}.{moment.day}",
        ticket=choose(range(10_000, 99_999), "ticket", *keys),
    )
