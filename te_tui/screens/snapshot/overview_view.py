"""The view of all widgets of a snapshot as small tiles in their dashboard's layout; one tile is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message

from te_tui.render.overview import Direction, Place, Wish, arrange, neighbour, reading_order
from te_tui.render.text.picture import Picture, Span, fit_line, line_width
from te_tui.screens.snapshot.tile import Tile, draw_tile
from te_tui.widgets.bindings import bound
from te_tui.widgets.picture_view import PictureView

_FRAME: Final = 2
"""Cells of the line beside a widget and of the gap behind it; lines of its title and of the gap below it."""


class _Drawn(NamedTuple):
    """A tile, the size for which it was drawn, and the resulting picture."""

    tile: Tile
    size: tuple[int, int]
    picture: Picture


class OverviewView(PictureView, inherit_bindings=False):
    """Shows each widget of a dashboard as a tile, in the dashboard's layout; arrow keys choose another tile.

    Args:
        wishes: where each widget is on the dashboard, and how large, in the order of `tiles`.
        tiles: the tiles, at least one.
        chosen: the index of the tile that is chosen at first.
        ascii_only: draw with ASCII.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("tiles.left", "move('left')"),
        bound("tiles.right", "move('right')"),
        bound("tiles.up", "move('up')"),
        bound("tiles.down", "move('down')"),
        bound("tiles.first", "first"),
        bound("tiles.last", "last"),
        bound("tiles.page_up", "page(-1)"),
        bound("tiles.page_down", "page(1)"),
        bound("tiles.open", "open"),
    ]

    class Opened(Message):
        """The person has opened the widget at `index`, to see it on a screen of its own."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Seen(Message):
        """The widgets at `indexes` are visible now, the chosen one first; their data are wanted next."""

        def __init__(self, indexes: tuple[int, ...]) -> None:
            super().__init__()
            self.indexes = indexes

    def __init__(
        self, wishes: Sequence[Wish], tiles: Sequence[Tile], *, chosen: int = 0, ascii_only: bool = False
    ) -> None:
        super().__init__()
        self._wishes = tuple(wishes)
        self._tiles = list(tiles)
        self._drawn: dict[int, _Drawn] = {}
        self.chosen = chosen
        self._ascii_only = ascii_only

    def show_tile(self, index: int, tile: Tile) -> None:
        """Replace the tile of one widget, and draw the view."""
        self._tiles[index] = tile
        self._draw_all()

    @property
    def places(self) -> tuple[Place, ...]:
        """The rectangle of each tile, in terminal cells, at the view's present size."""
        # As wide as pictures are drawn: a scrollbar's gutter is always left free.
        return arrange(self._wishes, max(self.size.width - 1, 1), self.size.height)

    def on_mount(self) -> None:
        """Draw for the first time."""
        self._draw_all()

    def on_resize(self) -> None:
        """Draw for the new size, and keep the chosen widget visible."""
        super().on_resize()
        # The picture may still be on its way; how long it will be is known.
        self.virtual_size = Size(self.size.width, max(place.bottom for place in self.places))
        self._reveal()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scroll, and post which widgets are visible now."""
        super().watch_scroll_y(old_value, new_value)
        self._tell()

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked widget; if it is already chosen, open it."""
        x, y = event.x, event.y + self.scroll_offset.y
        for index, place in enumerate(self.places):
            if Region(*place).contains(x, y):
                if index == self.chosen:
                    self.action_open()
                else:
                    self._choose(index)

    def action_move(self, direction: Direction) -> None:
        """Choose the neighbour of the chosen widget in a direction."""
        self._choose(neighbour(self.places, self.chosen, direction))

    def action_page(self, pages: int) -> None:
        """Choose the widget about `pages` screen heights below the chosen one; if negative, above."""
        here, places = self.places[self.chosen], self.places
        top = here.top + pages * self.size.height
        self._choose(
            min(range(len(places)), key=lambda i: (abs(places[i].top - top), abs(places[i].left - here.left)))
        )

    def action_first(self) -> None:
        """Choose the first widget in reading order, at the top."""
        self._choose(reading_order(self.places)[0])

    def action_last(self) -> None:
        """Choose the last widget in reading order, at the bottom."""
        self._choose(reading_order(self.places)[-1])

    def action_open(self) -> None:
        """Post `Opened` for the chosen widget."""
        self.post_message(self.Opened(self.chosen))

    def _choose(self, index: int) -> None:
        self.chosen = index
        self._draw_all()
        self._reveal()

    def _draw_all(self) -> None:
        self.show(
            partial(self._picture_of, tuple(self._tiles), self.chosen),
            at_top=False,
            aside=any(tile.is_large for tile in self._tiles),
        )

    def _reveal(self) -> None:
        """Scroll until the chosen widget is visible, and post which widgets are visible."""
        place = self.places[self.chosen]
        self.scroll_to_region(Region(*place), animate=False, force=True, immediate=True)
        self._tell()

    def _tell(self) -> None:
        if not self.size.area:
            return
        top = self.scroll_offset.y
        bottom = top + self.size.height
        places = self.places
        seen = [i for i in reading_order(places) if places[i].top < bottom and places[i].bottom > top]
        # The chosen one, then those that are whole, then those that are cut off.
        seen.sort(key=lambda i: (i != self.chosen, places[i].top < top or places[i].bottom > bottom))
        self.post_message(self.Seen(tuple(seen)))

    def _picture_of(self, tiles: tuple[Tile, ...], chosen: int, width: int, height: int) -> Picture:
        """The picture of all tiles; only tiles whose content or size changed are drawn again."""
        places = arrange(self._wishes, width, height)
        rows: list[list[Span]] = [[] for _ in range(max(place.bottom for place in places))]
        for index in sorted(range(len(places)), key=lambda index: places[index].left):
            place = places[index]
            bar = ("|" if self._ascii_only else "┃") if index == chosen else " "
            # The last line is the gap to what stands below.
            lines = self._tile_picture(index, tiles[index], place).lines
            for level in range(place.height - 1):
                row = rows[place.top + level]
                gap = " " * (place.left - line_width(tuple(row)))
                row += [Span(gap), Span(bar, "title"), *(lines[level] if level < len(lines) else ())]
        return Picture(tuple(fit_line(row, width) for row in rows))

    def _tile_picture(self, index: int, tile: Tile, place: Place) -> Picture:
        size = (place.width - _FRAME, place.height - _FRAME)
        drawn = self._drawn.get(index)
        if drawn is None or drawn.tile is not tile or drawn.size != size:
            picture = draw_tile(tile, *size, ascii_only=self._ascii_only)
            drawn = self._drawn[index] = _Drawn(tile, size, picture)
        return drawn.picture
