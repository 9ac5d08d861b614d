"""An application with a list of cities: `Atlas`."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.app import App

from te_tui.widgets.cells import Cell
from te_tui.widgets.columns import Column
from te_tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.message import Message

M = TypeVar("M", bound="Message")


@dataclass(frozen=True)
class City:
    """A row with a name to show and a number to sort by."""

    id: int
    name: str
    agents: int = 0


def city_columns() -> list[Column[City]]:
    return [
        Column(title="Name", cell=attrgetter("name"), min_width=6),
        Column(title="Id", cell=lambda city: str(city.id), width=6, align="right", drop=1),
        Column(
            title="Agents",
            cell=lambda city: Cell(f"{city.agents} ▲", "warning"),
            width=8,
            align="right",
            drop=2,
        ),
    ]


def cities(*ids: int) -> list[City]:
    return [City(id, f"City {id}") for id in ids]  # noqa: A001


class Atlas(App[None]):
    """An application with nothing but a row list, which keeps the messages it gets."""

    def __init__(self, rows: list[City] | None = None, *, marks: bool = True) -> None:
        super().__init__()
        self.list = RowList[City](city_columns(), attrgetter("id"), marks=marks, id="cities")
        self.list.set_rows(rows or [])
        self.facts: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.list

    @on(RowList.Highlighted, "#cities")
    @on(RowList.Chosen, "#cities")
    @on(RowList.MarksChanged, "#cities")
    @on(RowList.TitleClicked, "#cities")
    def keep(self, fact: Message) -> None:
        self.facts.append(fact)

    def told(self, kind: type[M]) -> list[M]:
        """The messages of one kind since the last time of asking."""
        found = [fact for fact in self.facts if isinstance(fact, kind)]
        self.facts = [fact for fact in self.facts if not isinstance(fact, kind)]
        return found

    def highlighted(self) -> list[City | None]:
        return [fact.row for fact in self.told(RowList.Highlighted)]

    def lines(self) -> list[str]:
        return [line.text for line in self.list.render_lines(self.list.size.region)]
