"""The version of a Grafana server, on which the meaning of some answers depends."""

from __future__ import annotations

import re
from typing import Final

from te_tui.sources.grafana.values.json_values import at
from te_tui.sources.reading.decode import parse
from te_tui.sources.reading.fields import text

_LEADING: Final = re.compile(r"\d{1,4}")


def version_in(body: bytes) -> str | None:
    """The version in an answer of /api/frontend/settings or /api/health, such as `11.3.0-pre`; else None.

    Raises:
        NotReadable: the body is no JSON.
    """
    sent = parse(body)
    return text(at(sent, "buildInfo", "version")) or text(at(sent, "version"))


def leading_number(version: str | None) -> int | None:
    """The first number of a version, such as 11; None if the version has no number.

    te-tui compares versions by this number alone.
    """
    found = _LEADING.match(version or "")
    return int(found[0]) if found else None
