"""A cache for the styles of CSS component classes: `KeptStyles`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.style import Style
    from textual.widget import Widget
else:
    # Textual gives a widget the default CSS of the first widget among its bases only.
    Widget = object


class KeptStyles(Widget):
    """A mixin that caches the styles of CSS component classes; Textual computes them at each refresh."""

    @cached_property
    def _kept_styles(self) -> dict[str, Style]:
        return {}

    def component_style(self, component: str) -> Style:
        """The style of a CSS component class, from the cache if possible."""
        style = self._kept_styles.get(component)
        if style is None:
            style = self._kept_styles[component] = self.get_component_rich_style(component)
        return style

    def notify_style_update(self) -> None:
        """Empty the cache, because the theme or a CSS class has changed."""
        self._kept_styles.clear()
        super().notify_style_update()
