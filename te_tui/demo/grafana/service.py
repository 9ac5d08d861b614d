"""The state of one running embedded Grafana, te-tui's own imitation of a Grafana server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from te_tui.demo.clock import Clock
from te_tui.demo.grafana.access import Access
from te_tui.demo.grafana.contents import Contents
from te_tui.demo.grafana.directory import Directory
from te_tui.demo.grafana.refusals import Refusals
from te_tui.demo.grafana.snapshots import Catalogue
from te_tui.demo.grafana.store import Store
from te_tui.demo.grafana.versions import Version

if TYPE_CHECKING:
    from starlette.requests import Request

    from te_tui.demo.options import GrafanaOptions


@dataclass(frozen=True)
class Service:
    """The state that all operations of one embedded Grafana share."""

    options: GrafanaOptions
    version: Version
    refusals: Refusals
    access: Access
    clock: Clock
    store: Store
    contents: Contents
    directory: Directory

    @classmethod
    def start(cls, options: GrafanaOptions) -> Service:
        """Return the state of a server that starts now; no snapshot is generated yet."""
        version = Version(options.version)
        refusals = Refusals(version)
        clock = Clock(options.now)
        catalogue = Catalogue(options, clock.start)
        return cls(
            options=options,
            version=version,
            refusals=refusals,
            access=Access(version, refusals),
            clock=clock,
            store=Store(catalogue, clock, options.clean_up_seconds),
            contents=Contents(catalogue),
            directory=Directory(),
        )

    def root_of(self, request: Request) -> str:
        """Return the address with which all links begin: the option `root_url`, else that of the request."""
        asked = f"{request.url.scheme}://{request.url.netloc}{self.options.base_path}"
        return self.options.root_url or asked
