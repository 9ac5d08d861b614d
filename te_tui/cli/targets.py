"""The snapshots named on the command line or on standard input, grouped by profile."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from te_tui.actions.comparison import Listed
from te_tui.cli.account.everywhere import access_of
from te_tui.cli.account.target import snapshot_id_of
from te_tui.cli.exits import WrongUsage, exit_code
from te_tui.cli.remarks import Remarks
from te_tui.cli.typed import typed_lines
from te_tui.credentials.token import NoToken
from te_tui.models.clean import clean
from te_tui.settings.file import UnknownProfile
from te_tui.sources.errors import SourceError
from te_tui.sources.reading.fields import instant

if TYPE_CHECKING:
    from te_tui.cli.account.access import AccountOptions


_IN_PART: Final = 5


class Targets(NamedTuple):
    """The snapshots of one profile that a command line names.

    Attributes:
        account: the options for the profile's account.
        ids: the ids of the snapshots, each once.
        hosts: the hosts in the rows on standard input; all must be the host that the profile leads to.
        listed: by snapshot id, what its row on standard input tells of it, such as its name.
    """

    account: AccountOptions
    ids: tuple[str, ...]
    hosts: frozenset[str] = frozenset()
    listed: Mapping[str, Listed] = MappingProxyType({})

    def check_host(self, host: str) -> None:
        """Check that all rows on standard input come from `host`, the host that the profile leads to.

        Raises:
            WrongUsage: a row names another host.
        """
        if others := sorted(self.hosts - {host}):
            name = self.account.access.profile.name
            raise WrongUsage(
                f"Standard input has rows of profile {name} from {', '.join(others)}, and that profile "
                f"leads to {host}. List them again with te-tui ls."
            )


def for_each(parts: Sequence[Targets], do: Callable[[Targets], int], *, quiet: bool) -> int:
    """Call `do` for each profile's snapshots; if one of several profiles fails, print its error and go on.

    Return the exit code that all profiles have in common, or 5 if their exit codes differ.
    """
    if len(parts) == 1:
        return do(parts[0])
    codes = set()
    for part in parts:
        try:
            codes.add(do(part))
        except (SourceError, NoToken, WrongUsage) as error:
            Remarks(quiet=quiet).warn(f"{part.account.access.profile.name}: {error}")
            codes.add(exit_code(error))
    return codes.pop() if len(codes) == 1 else _IN_PART


class _Row(NamedTuple):
    """A snapshot that was named on the command line or on standard input.

    If `profile` is None, it belongs to the profile of the command line. `listed` is what a row of JSON tells
    of it, such as its name; None for a bare id or address.
    """

    snapshot_id: str
    profile: str | None = None
    host: str | None = None
    listed: Listed | None = None


def targets_by_profile(targets: Iterable[str], account: AccountOptions) -> list[Targets]:
    """The snapshots that a command line names, grouped by profile, in the order of first mention.

    A `-` stands for the lines of standard input: ids, addresses, or the output of `te-tui ls --json`.

    Raises:
        WrongUsage: a target is neither an id nor an address, its profile does not exist, or there are no
            targets.
    """
    ids: dict[str, dict[str, Listed | None]] = {}
    hosts: dict[str, set[str]] = {}
    for target in targets:
        rows = _listed(account) if target == "-" else [_Row(_id_of(target, account))]
        for row in rows:
            name = row.profile or account.access.profile.name
            of_profile = ids.setdefault(name, {})
            of_profile[row.snapshot_id] = row.listed or of_profile.get(row.snapshot_id)
            if row.host is not None:
                hosts.setdefault(name, set()).add(row.host)
    if not ids:
        raise WrongUsage("Name at least one snapshot by its id.")
    return [
        Targets(
            _account_of(name, account),
            tuple(found),
            frozenset(hosts.get(name, ())),
            {one: listed for one, listed in found.items() if listed is not None},
        )
        for name, found in ids.items()
    ]


def _account_of(name: str, account: AccountOptions) -> AccountOptions:
    if name == account.access.profile.name:
        return account
    try:
        access = access_of(name, account.settings, account.access)
    except UnknownProfile as unknown:
        raise WrongUsage(str(unknown)) from None
    return account._replace(access=access, aid=None)


def _id_of(target: str, account: AccountOptions) -> str:
    return snapshot_id_of(target, account.access.vendor, account.access.origin.url)


def _listed(account: AccountOptions) -> Iterator[_Row]:
    """The snapshots named on standard input, one for each non-blank line.

    Raises:
        WrongUsage: a line names no snapshot, or is not UTF-8; the message has the number of the line.
    """
    for number, line in enumerate(typed_lines(), start=1):
        try:
            text = line.decode("utf-8-sig").strip()
            if text.startswith("{"):
                yield _row_in(text)
            elif text:
                yield _Row(_id_of(text, account))
        except UnicodeDecodeError:
            raise WrongUsage(f"Line {number:,} of standard input is not UTF-8.") from None
        except WrongUsage as wrong:
            raise WrongUsage(f"Line {number:,} of standard input: {wrong}") from None


def _row_in(text: str) -> _Row:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise WrongUsage("This is no JSON object on one line.") from None
    snapshot_id, profile, host = (said.get(name) for name in ("snapshotId", "profile", "host"))
    if not isinstance(snapshot_id, str) or not snapshot_id or not snapshot_id.isprintable():
        raise WrongUsage("It has no snapshotId that could be used.")
    if not all(value is None or isinstance(value, str) for value in (profile, host)):
        raise WrongUsage("Its profile or host is no text.")
    return _Row(snapshot_id, profile, host, _listed_as(said))


def _listed_as(said: Mapping[str, Any]) -> Listed:
    """What a JSON row on standard input tells of a snapshot; values of a wrong type become None."""
    aid, name = (_text_or_none(said.get(field)) for field in ("aid", "snapshotName"))
    created, expires = (
        instant(said.get(field)) for field in ("snapshotCreatedDate", "snapshotExpirationDate")
    )
    shared, scheduled = (_flag_or_none(said.get(field)) for field in ("isShared", "isScheduled"))
    return Listed(aid, name, created, expires, shared, scheduled)


def _text_or_none(value: object) -> str | None:
    return clean(value) if isinstance(value, str) else None


def _flag_or_none(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
