"""The colours of a picture's roles, on dark and on light backgrounds."""

from __future__ import annotations

from typing import Final, NamedTuple


class Palette(NamedTuple):
    """Colours of one theme, each as `#rrggbb`.

    Attributes:
        background: The background of the whole picture.
        text: The colour of plain words.
        muted: The colour of axes, and of less important words.
        good, warning, bad: The colours of values that are good, a warning or bad.
        series: The colours of series, in the order of the legend, repeated for further series.
    """

    background: str
    text: str
    muted: str
    good: str
    warning: str
    bad: str
    series: tuple[str, ...]

    def colour(self, role: str) -> str:
        """The colour of a role such as `title` or `series-0` (`te_tui.render.text.picture` lists them)."""
        if role.startswith("series-"):
            return self.series[int(role.removeprefix("series-")) % len(self.series)]
        by_role = {"axis": self.muted, "muted": self.muted, "good": self.good, "warning": self.warning}
        return by_role.get(role, self.bad if role == "bad" else self.text)


DARK: Final = Palette(
    background="#121212",
    text="#e0e0e0",
    muted="#a0a0a0",
    good="#5fb98a",
    warning="#ffa62b",
    bad="#e8607a",
    series=("#3ba7ff", "#eb9a2d", "#3fb56f", "#e8607a", "#a98bf5", "#26b3b3", "#b9a43a", "#d977cf"),
)
LIGHT: Final = Palette(
    background="#e0e0e0",
    text="#1f1f1f",
    muted="#5c5c5c",
    good="#1c6b35",
    warning="#8f5200",
    bad="#b3264a",
    series=("#0b62b0", "#8f5200", "#1c6b35", "#b3264a", "#6a3fc8", "#0c6a6a", "#6b5d00", "#9a2f92"),
)

IN_SIXTEEN_ON_DARK: Final = DARK._replace(
    good="#55ff55",
    warning="#ffff55",
    bad="#ff5555",
    series=("#55ffff", "#aa5500", "#55ff55", "#ff5555", "#ff55ff", "#00aaaa", "#ffff55", "#aa00aa"),
)
IN_SIXTEEN_ON_LIGHT: Final = LIGHT._replace(
    good="#00aa00",
    warning="#aa5500",
    bad="#aa0000",
    series=("#0000aa", "#aa5500", "#00aa00", "#aa0000", "#aa00aa", "#00aaaa", "#000000", "#5555ff"),
)
"""Colours of terminals that have sixteen, eight of them for series: the nearest of others coincide."""

FOR_COLOUR_BLIND_ON_DARK: Final = DARK._replace(
    good="#4aa3ff",
    warning="#fff14d",
    bad="#d0461a",
    series=("#8df4fe", "#a19b01", "#831fff", "#ffff00", "#9a92ff", "#65683a", "#ecffba", "#4c6881"),
)
FOR_COLOUR_BLIND_ON_LIGHT: Final = LIGHT._replace(
    good="#0050c8",
    warning="#857500",
    bad="#6b0000",
    series=("#0000f9", "#8b7e00", "#00082b", "#237aff", "#73856c", "#00007e", "#4e6e9d", "#1a2502"),
)
"""Colours that stay apart for people who do not see red, or green; a test measures how far."""
