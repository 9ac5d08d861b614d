"""The live dashboards: those that the server starts with, and those that a client saves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from te_tui.demo.grafana.boards.usual import BOARDS
from te_tui.demo.grafana.writing import live

if TYPE_CHECKING:
    from te_tui.demo.wire import Json

_FIRST_SAVED = 101


class Dashboard(NamedTuple):
    """A live dashboard; `editors_write` is False if only administrators may write to its folder."""

    number: int
    uid: str
    title: str
    folder: str
    tags: tuple[str, ...]
    editors_write: bool
    body: Json


class Directory:
    """The live dashboards of each organization, by uid."""

    def __init__(self) -> None:
        self._by_org = {
            org_id: {
                board.uid: Dashboard(
                    board.number,
                    board.uid,
                    board.title,
                    board.folder,
                    tuple(board.tags),
                    board.editors_write,
                    live(board),
                )
                for board in boards
            }
            for org_id, boards in BOARDS.items()
        }

    def all_of(self, org_id: int) -> list[Dashboard]:
        """Return the dashboards of an organization, sorted by title."""
        return sorted(self._by_org[org_id].values(), key=lambda each: each.title)

    def find(self, org_id: int, uid: str) -> Dashboard | None:
        """Return one dashboard of an organization by its uid; None if there is none."""
        return self._by_org[org_id].get(uid)

    def find_number(self, org_id: int, number: int) -> Dashboard | None:
        """Return one dashboard of an organization by its numeric id; None if there is none."""
        return next((each for each in self._by_org[org_id].values() if each.number == number), None)

    def save(self, org_id: int, uid: str, body: Json) -> Dashboard:
        """Save a dashboard under its uid, replacing any dashboard that has it, and return it."""
        known = self._by_org[org_id]
        number = known[uid].number if uid in known else _FIRST_SAVED + len(known)
        body = body | {"uid": uid, "id": number}
        saved = Dashboard(number, uid, str(body["title"]), "", (), True, body)
        known[uid] = saved
        return saved
