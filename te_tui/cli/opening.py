"""Building a source from arguments and environment."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from te_tui.cli.target import archive_of, snapshot_id_of
from te_tui.cli.usage import WrongUsage
from te_tui.credentials.secret import Secret
from te_tui.credentials.token import Account, find_token
from te_tui.sources.base import Observer, SnapshotSource
from te_tui.sources.origin import DEFAULT, Origin, WrongOrigin

if TYPE_CHECKING:
    from te_tui.sources.read_only import ReadOnly
    from te_tui.sources.thousandeyes import ThousandEyes


def open_source(arguments: argparse.Namespace, observer: Observer) -> ThousandEyes | ReadOnly:
    """The live API, at TE_BASE_URL with the token of the profile; with --read-only nothing can be changed.

    TE_TOKEN leaves the environment, so that no child inherits it.

    Raises:
        WrongUsage: TE_BASE_URL is no address to send a token to.
        NoToken: there is no token.
    """
    try:
        origin = Origin.parse(os.environ.get("TE_BASE_URL") or DEFAULT)
    except WrongOrigin as error:
        raise WrongUsage(f"TE_BASE_URL: {error}.") from None
    account = Account(arguments.profile, origin.label)
    name = None if arguments.profile == "default" else arguments.profile
    secret = find_token(os.environ, account, loopback=origin.loopback)
    os.environ.pop("TE_TOKEN", None)
    return source_at(origin, secret, observer, name, read_only=arguments.read_only)


def open_target(arguments: argparse.Namespace, observer: Observer) -> tuple[SnapshotSource, str]:
    """Where the target of a command is, an archive file or the live API, and the snapshot's id there.

    Raises:
        WrongUsage: it is no id and no address, or TE_BASE_URL is none.
        NoToken: there is no token, and one is needed.
        NotFound, BadArchive, FileTrouble: the archive file cannot be used.
    """
    path = archive_of(arguments.target)
    if path is None:
        source = open_source(arguments, observer)
        return source, snapshot_id_of(arguments.target)
    from te_tui.archive.source import ArchiveSource

    archive = ArchiveSource.at(path)
    return archive, archive.snapshot_id


def source_at(
    origin: Origin, secret: Secret, observer: Observer, name: str | None = None, *, read_only: bool
) -> ThousandEyes | ReadOnly:
    """The API at an origin; people know it by `name`, or by its host."""
    # Imported here because httpx and pydantic take longer than all the rest of a start.
    from te_tui.sources.read_only import ReadOnly
    from te_tui.sources.thousandeyes import ThousandEyes

    source = ThousandEyes(origin, secret, name=name, observer=observer)
    return ReadOnly(source) if read_only else source
