"""Planning extensions: by a length of time, until a day, for as long as the service allows, or for ever.

A length of time is added to the old expiry, or, if that has passed, to now, rounded up to the full hour. A
day means 00:00 UTC, as in filter expressions. If the source limits how long a snapshot lives (ThousandEyes:
five years from today; api.md, section 3), a longer extension is cut to that limit. An extension never makes
an expiry earlier. So the plan leaves out a snapshot that lasts longer already, and also one with an unknown
expiry if a length of time is to be added to it.

If a service cannot change an expiry, the snapshot is recreated from its content, which must be available.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeAlias

from te_tui.actions.expiry import check_expiry, latest_expiry, midnight, never
from te_tui.actions.plan import Change, Chosen, LeftOut, Plan, groups_of, separate_changeable
from te_tui.actions.windows import NotAllowed
from te_tui.models.snapshot_row import SnapshotRow, lasts_for_ever
from te_tui.sources.abilities import Extension as Way
from te_tui.sources.abilities import Limits

_LAST: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class By:
    """An extension by a length of time."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Until:
    """An extension until 00:00 UTC of `day`, or for as long as the source allows if `day` is None."""

    day: date | None


@dataclass(frozen=True, slots=True)
class Never:
    """An extension after which a snapshot never expires, if the source allows it."""


Extension: TypeAlias = By | Until | Never


def plan_extension(
    host: str,
    chosen: Iterable[Chosen],
    extension: Extension,
    *,
    now: datetime,
    limits: Limits,
    reason: str = "named by id",
    way: Way = Way.IN_PLACE,
) -> Plan:
    """Plan to give snapshots a later expiry.

    Args:
        host: the host of the source that has the snapshots.
        chosen: the snapshots.
        extension: how long the snapshots are to last.
        now: the time by the source's clock.
        limits: how long the source lets snapshots live.
        reason: why these snapshots were chosen, in words.
        way: how the source extends: by changing the expiry, or by recreating the snapshot.

    Raises:
        NotAllowed: the wanted day is in the past or too far ahead, or "as long as the source allows" was
            asked of a source that sets no limit.
    """
    check(extension, now, limits)
    fit, left_out = separate_changeable(chosen)
    changes = []
    for group, row in fit:
        new = _new_expiry(row.expires, extension, now, limits)
        if way is not Way.IN_PLACE and (why_not := _why_not_again(row, now)):
            left_out.append(LeftOut.of(row, why_not))
        elif row.never_expires:
            left_out.append(LeftOut.of(row, "it never expires already", already=True))
        elif new is None:
            why = "its expiry is not known, so there is nothing to count from; name a day instead"
            left_out.append(LeftOut.of(row, why))
        elif row.expires is not None and row.expires >= new:
            why = f"it lasts until {row.expires:%Y-%m-%d %H:%M} UTC already"
            left_out.append(LeftOut.of(row, why, already=True))
        else:
            changes.append(Change.of((group, row), new))
    return Plan(
        "extend",
        host,
        now,
        reason,
        groups_of(fit),
        tuple(changes),
        tuple(left_out),
        archive=way is not Way.IN_PLACE,
        by_clock=_goes_by_clock(extension),
        way=way,
    )


def check(extension: Extension, now: datetime, limits: Limits) -> None:
    """Check an extension for a mistake that would make the source refuse it for every snapshot.

    Raises:
        NotAllowed: the wanted day is in the past or too far ahead, or "as long as the source allows" was
            asked of a source that sets no limit.
    """
    if not isinstance(extension, Until):
        return
    if extension.day is not None:
        check_expiry(midnight(extension.day), now, limits)
    elif limits.longest_years is None:
        raise NotAllowed("There is no longest life here; name a day")


def _why_not_again(row: SnapshotRow, now: datetime) -> str | None:
    """Why a snapshot cannot be recreated from its content, as a clause; None if it can be."""
    if row.external:
        return "its content is on another server, so that it cannot be made again"
    if row.expires is not None and row.expires <= now:
        return "it has expired and does not open any more, so that it cannot be made again"
    return None


def _goes_by_clock(extension: Extension) -> bool:
    """Whether the new expiry depends on the present time; False only for a named day."""
    return not isinstance(extension, Until) or extension.day is None


def _new_expiry(old: datetime | None, extension: Extension, now: datetime, limits: Limits) -> datetime | None:
    """The new expiry to request; None if a length of time is to be added to an unknown expiry."""
    if isinstance(extension, Never):
        return never(now)
    latest = latest_expiry(now, limits)
    if isinstance(extension, Until):
        return latest if extension.day is None else midnight(extension.day)
    if old is None:
        return None
    base = old if old > now else _next_hour(now)
    last = _LAST if latest is None else latest
    new = base + extension.span if last - base >= extension.span else last
    return never(now) if latest is None and lasts_for_ever(now, new) else new


def _next_hour(now: datetime) -> datetime:
    full = now.replace(minute=0, second=0, microsecond=0)
    return full if full == now else full + timedelta(hours=1)
