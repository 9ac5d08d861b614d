"""Building a source from what the command line means."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from te_tui.cli.access import Access
from te_tui.credentials.secret import Secret
from te_tui.sources.base import Observer
from te_tui.sources.origin import Origin

if TYPE_CHECKING:
    from te_tui.sources.thousandeyes import ThousandEyes


def open_source(arguments: argparse.Namespace, observer: Observer) -> ThousandEyes:
    """The live API for a command; its token is looked for when the first request needs it."""
    access: Access = arguments.access
    return source_at(access.origin, access.secret, observer, access.name)


def source_at(
    origin: Origin, secret: Secret | Callable[[], Awaitable[Secret]], observer: Observer, name: str
) -> ThousandEyes:
    """The API at an origin, which people know by `name`."""
    # Imported here because httpx and pydantic take longer than all the rest of a start.
    from te_tui.sources.thousandeyes import ThousandEyes

    return ThousandEyes(origin, secret, name=name, observer=observer)
