"""The table of keys: every action of the explorer, with its keys, its screens, and its name and help text.

Screens look up the keys of their actions here by id (`te_tui.widgets.bindings`). Footer, help, palette and
`te-tui keys` read the table, too.
"""

from __future__ import annotations

from typing import Final, NamedTuple

GO: Final = "Go"
MARK: Final = "Mark"
CHANGE: Final = "Change"
LOOK: Final = "Look"
COPY: Final = "Copy"

TOPICS: Final = (GO, MARK, CHANGE, LOOK, COPY)
"""The topics of keys, in the order of the help."""

SCREENS: Final = (
    "groups list archives filter snapshot overview widget timeline compare trend chart form making"
)
EVERYWHERE: Final = f"{SCREENS} confirm delete extend work profiles login target"
LISTS: Final = "groups list archives snapshot timeline compare"
CHARTS: Final = "widget chart"
ROWS: Final = f"{LISTS} {CHARTS}"
PICTURES: Final = "snapshot widget timeline compare trend chart"
LIST_AND_SNAPSHOT: Final = "list snapshot"
EVIDENT: Final = "list snapshot overview widget timeline compare trend chart"
LINKED: Final = "list snapshot overview widget chart form"
DIALOGS: Final = "confirm delete extend work"
ANSWERS: Final = "timeline compare trend"


class Key(NamedTuple):
    """One action and its keys.

    Attributes:
        id: The id of the action, which `[keys]` in the settings uses.
        keys: The keys that run the action, in Textual's names, separated by commas.
        name: A word or two for the action, in footer and palette.
        does: A line on what the action does, in the help.
        topic: One of `TOPICS`.
        where: The names of the screens and dialogs that have the action, separated by spaces.
        shown: Whether the footer shows the action.
        spelled: How the footer writes the keys; None: the character on the first key.
    """

    id: str
    keys: str
    name: str
    does: str
    topic: str
    where: str
    shown: bool = False
    spelled: str | None = None

    @property
    def each(self) -> tuple[str, ...]:
        """The keys as a tuple."""
        return tuple(self.keys.split(","))

    @property
    def places(self) -> frozenset[str]:
        """The names of the screens and dialogs that have the action, as a set."""
        return frozenset(self.where.split())


KEYS: Final = (
    # everywhere
    Key(
        "app.help",
        "question_mark,f1",
        "Help",
        "All keys",
        GO,
        EVERYWHERE,
        shown=True,
        spelled="?",
    ),
    Key("app.work", "w", "Show work", "Work and its outcome", LOOK, SCREENS),
    Key("app.zone", "z", "UTC/local", "Switch UTC / local time", LOOK, f"{EVIDENT} archives"),
    Key("app.quit", "ctrl+c,ctrl+q", "Quit at once", "Quit at once", GO, EVERYWHERE),
    Key("app.suspend", "ctrl+z", "Suspend", "To the shell (fg)", GO, EVERYWHERE),
    Key("app.open", "colon", "Open a link", "Open link, id, file", GO, SCREENS, spelled=":"),
    Key("app.redraw", "ctrl+l", "Redraw", "Redraw", LOOK, EVERYWHERE),
    Key("go.up", "escape", "Go back", "Go back", GO, SCREENS),
    Key("go.leave", "q", "Back", "Go back", GO, SCREENS, shown=True),
    Key("app.palette", "ctrl+p", "Palette", "Find a command", GO, SCREENS),
    Key("go.quit", "q", "Quit", "Quit", GO, SCREENS, shown=True),
    Key("help.close", "escape,q,question_mark,f1", "Close", "Close the help", GO, "help", shown=True),
    Key("help.find", "slash", "Find", "Find a key", LOOK, "help", shown=True),
    # lists
    Key("rows.up", "up,k", "Up", "One row up", GO, ROWS),
    Key("rows.down", "down,j", "Down", "One row down", GO, ROWS),
    Key("rows.page_up", "pageup,ctrl+b", "Page up", "One page up", GO, ROWS),
    Key("rows.page_down", "pagedown,ctrl+f", "Page down", "One page down", GO, ROWS),
    Key("rows.half_page_up", "ctrl+u", "Half up", "Half a page up", GO, ROWS),
    Key("rows.half_page_down", "ctrl+d", "Half down", "Half a page down", GO, ROWS),
    Key("rows.first", "home,g", "First", "First row", GO, ROWS),
    Key("rows.last", "end,G", "Last", "Last row", GO, ROWS),
    Key("rows.choose", "enter,l,right", "Open", "Open", GO, LISTS, shown=True),
    Key("rows.mark", "space", "Mark", "Mark the row, one row down", MARK, LISTS, shown=True),
    Key("rows.mark_range", "V", "Mark range", "Mark from the last mark to here", MARK, LISTS),
    Key("rows.mark_all", "asterisk", "Mark all", "Mark all rows shown", MARK, LISTS),
    Key("rows.clear_marks", "u", "Unmark", "Remove all marks", MARK, LISTS),
    # a drawing that is taller than the screen
    Key("picture.up", "up,k", "Up", "One line up", GO, PICTURES),
    Key("picture.down", "down,j", "Down", "One line down", GO, PICTURES),
    Key("picture.page_up", "pageup,ctrl+b", "Page up", "One page up", GO, PICTURES),
    Key("picture.page_down", "pagedown,ctrl+f", "Page down", "One page down", GO, PICTURES),
    Key("picture.half_page_up", "ctrl+u", "Half up", "Half a page up", GO, PICTURES),
    Key("picture.half_page_down", "ctrl+d", "Half down", "Half a page down", GO, PICTURES),
    Key("picture.top", "home,g", "Top", "To the top", GO, PICTURES),
    Key("picture.bottom", "end,G", "Bottom", "To the bottom", GO, PICTURES),
    Key("groups.refresh", "r", "Reload", "Reload", LOOK, "groups", shown=True),
    # the list of snapshots
    Key(
        "snapshots.extend",
        "e",
        "Extend",
        "Extend this, or all marked",
        CHANGE,
        LIST_AND_SNAPSHOT,
        shown=True,
    ),
    Key(
        "snapshots.delete",
        "d",
        "Delete",
        "Delete this, or all marked",
        CHANGE,
        LIST_AND_SNAPSHOT,
        shown=True,
    ),
    Key("snapshots.undo", "U", "Undo extend", "Undo the last extend", CHANGE, LIST_AND_SNAPSHOT, shown=True),
    Key(
        "snapshots.archive",
        "a",
        "Archive",
        "Archive this, or all marked",
        CHANGE,
        "list snapshot overview widget",
    ),
    Key(
        "snapshots.filter",
        "slash",
        "Filter",
        "Filter as you type",
        LOOK,
        "list archives",
        shown=True,
        spelled="/",
    ),
    Key("snapshots.compare", "D", "Compare", "Compare two marked", LOOK, "list"),
    Key("snapshots.archives", "A", "Archives", "Archives at hand", LOOK, "list"),
    Key("snapshots.radar", "f", "Expiring", "Expiring in 7 d, 30 d, all", LOOK, "list", shown=True),
    Key("snapshots.sort", "s", "Sort", "Sort by the next column", LOOK, "list archives", shown=True),
    Key("snapshots.preview", "p", "Preview", "Preview on/off", LOOK, "list"),
    Key("snapshots.reverse", "S", "Reverse", "Reverse the order", LOOK, "list archives"),
    Key("snapshots.refresh", "r", "Reload", "Reload", LOOK, "list", shown=True),
    Key("snapshots.new", "n", "New", "Snapshot of a dashboard", CHANGE, "list", shown=True),
    Key("snapshots.new_copy", "n", "Copy", "Copy of this snapshot", CHANGE, "list", shown=True),
    Key("snapshots.new_capture", "N", "Capture", "Snapshot of a live dashboard", CHANGE, "list"),
    Key("snapshots.new_test", "N", "New of a test", "Snapshot of a test", CHANGE, "list making"),
    Key("making.check", "r", "Check", "Ask whether the API answers", LOOK, "making", shown=True),
    Key("filter.keep", "enter,down", "Keep", "Apply the filter", LOOK, "filter", shown=True),
    Key(
        "filter.complete",
        "tab",
        "Complete",
        "sch is scheduled:",
        LOOK,
        "filter",
        shown=True,
    ),
    Key("filter.cancel", "escape", "Clear", "Clear the filter", LOOK, "filter", shown=True),
    # a snapshot
    Key("snapshot.large", "enter,l,right", "Large", "Show the widget large", GO, "snapshot"),
    Key("snapshot.overview", "v", "Overview", "The dashboard's layout", LOOK, "snapshot", shown=True),
    Key("snapshot.timeline", "t", "Timeline", "What changed first", LOOK, "snapshot", shown=True),
    Key("snapshot.filter", "slash", "Filter", "Filter widgets", LOOK, "snapshot", shown=True),
    Key("snapshot.pane", "tab", "Next pane", "List or widget", GO, "snapshot"),
    Key("snapshot.retry", "r", "Reload", "Reload what failed", LOOK, "snapshot", shown=True),
    Key("snapshot.copy_link", "y", "Link", "Copy the link", COPY, LINKED, shown=True),
    Key("snapshot.copy_id", "Y", "Id", "Copy the id", COPY, f"{LINKED} archives"),
    Key("evidence.copy", "C", "Copy", "Copy the screen as text", COPY, EVIDENT, shown=True),
    Key("evidence.export", "E", "Write to files", "Write the screen to files", COPY, EVIDENT),
    Key("chart.copy_value", "v", "Value", "Copy the value at the cursor", COPY, CHARTS, shown=True),
    # all widgets of a snapshot
    Key("tiles.left", "left,h", "Before", "The widget before", GO, "overview"),
    Key("tiles.right", "right,l", "After", "The widget after", GO, "overview"),
    Key("tiles.up", "up,k", "Above", "The widget above", GO, "overview"),
    Key("tiles.down", "down,j", "Below", "The widget below", GO, "overview"),
    Key("tiles.first", "home,g", "First", "The first widget", GO, "overview"),
    Key("tiles.last", "end,G", "Last", "The last widget", GO, "overview"),
    Key("tiles.page_up", "pageup,ctrl+b", "Page up", "One page up", GO, "overview"),
    Key("tiles.page_down", "pagedown,ctrl+f", "Page down", "One page down", GO, "overview"),
    Key("tiles.open", "enter", "Large", "Show the widget large", GO, "overview", shown=True),
    Key("overview.retry", "r", "Reload", "Reload what failed", LOOK, "overview", shown=True),
    # one widget, large
    Key("widget.trend", "T", "Trend", "Trend over snapshots", LOOK, "snapshot widget"),
    Key("widget.next", "n,right_square_bracket", "Next", "The next widget", GO, "widget", shown=True),
    Key("widget.previous", "p,left_square_bracket", "Previous", "The widget before", GO, "widget"),
    Key("widget.retry", "r", "Reload", "Reload what failed", LOOK, "widget", shown=True),
    Key("chart.earlier", "left,h", "Cursor back", "Move the cursor left", GO, CHARTS),
    Key("chart.later", "right,l", "Cursor", "Move the cursor right", GO, CHARTS, shown=True),
    Key("chart.much_earlier", "shift+left", "Ten earlier", "Ten to the left", GO, CHARTS),
    Key("chart.much_later", "shift+right", "Ten later", "Ten to the right", GO, CHARTS),
    Key("chart.first", "home", "First values", "First values", GO, CHARTS),
    Key("chart.last", "end", "Last values", "Last values", GO, CHARTS),
    Key("chart.no_cursor", "c", "No cursor", "Hide the cursor", LOOK, CHARTS),
    Key(
        "chart.zoom_in",
        "plus,equals_sign",
        "Zoom in",
        "Zoom in (half the time span)",
        LOOK,
        CHARTS,
        shown=True,
    ),
    Key("chart.zoom_out", "minus", "Zoom out", "Zoom out (twice the time span)", LOOK, CHARTS),
    Key("chart.pan_earlier", "less_than_sign", "Pan back", "Half a window earlier", LOOK, CHARTS),
    Key("chart.pan_later", "greater_than_sign", "Pan on", "Half a window later", LOOK, CHARTS),
    Key("chart.everything", "0", "All time", "All of the time", LOOK, CHARTS),
    Key("chart.order", "o", "Order", "Order by last, mean, p95, max", LOOK, CHARTS),
    Key("chart.face", "t", "Table", "Chart, table, figures", LOOK, CHARTS, shown=True),
    Key("chart.multiples", "m", "Multiples", "Small multiples on/off", LOOK, CHARTS),
    Key("chart.logarithmic", "L", "Logarithmic", "Logarithmic axis on/off", LOOK, CHARTS),
    Key("chart.pick", "x", "Series", "Choose series", LOOK, CHARTS, shown=True),
    Key("chart.isolate", "i", "Isolate", "This series alone, or all", LOOK, CHARTS, shown=True),
    *(
        Key(f"chart.series_{n}", str(n), f"Series {n} on/off", "Toggle series 1–9", LOOK, CHARTS)
        for n in range(1, 10)
    ),
    Key("chart.at", "at", "At…", "Go to a time: 22:30", GO, CHARTS, spelled="@"),
    Key("chart.legend_down", "down,j", "Legend down", "Legend down", GO, CHARTS),
    Key("chart.legend_up", "up,k", "Legend up", "Legend up", GO, CHARTS),
    Key("chart.legend_page_down", "pagedown,ctrl+f", "Legend on", "Ten down", GO, CHARTS),
    Key("chart.legend_page_up", "pageup,ctrl+b", "Legend back", "Ten up", GO, CHARTS),
    Key("prompt.enter", "enter", "Go", "Take what was typed", GO, "prompt", shown=True),
    Key("prompt.cancel", "escape", "Cancel", "Drop what was typed", GO, "prompt", shown=True),
    Key("series.switch", "space,enter", "On/off", "Switch the series on or off", LOOK, CHARTS, shown=True),
    Key("table.up", "up,k", "Row up", "One row up", GO, CHARTS),
    Key("table.down", "down,j", "Row", "One row down", GO, CHARTS),
    Key("table.page_up", "pageup,ctrl+b", "Page up", "One page up", GO, CHARTS),
    Key("table.page_down", "pagedown,ctrl+f", "Page down", "One page down", GO, CHARTS),
    Key("table.half_page_up", "ctrl+u", "Half up", "Half a page up", GO, CHARTS),
    Key("table.half_page_down", "ctrl+d", "Half down", "Half a page down", GO, CHARTS),
    Key("table.first", "home,g", "First row", "The first row", GO, CHARTS),
    Key("table.last", "end,G", "Last row", "The last row", GO, CHARTS),
    Key("table.left", "left,h", "Column back", "One column left", GO, CHARTS),
    Key("table.right", "right,l", "Column", "One column right", GO, CHARTS, shown=True),
    Key("table.page_left", "shift+left", "Columns back", "Page of columns left", GO, CHARTS),
    Key("table.page_right", "shift+right", "Columns on", "Page of columns right", GO, CHARTS),
    # timeline, compare, trend
    Key("answer.copy", "y", "Answer", "Copy the answer", COPY, ANSWERS, shown=True),
    Key("answer.retry", "r", "Reload", "Reload what failed", LOOK, ANSWERS, shown=True),
    Key("timeline.why", "w", "Why", "Why this episode", LOOK, "timeline", shown=True),
    Key("archives.copy_path", "y", "Path", "Copy the path; a live one's link", COPY, "archives", shown=True),
    Key("archives.compare", "D", "Compare", "Compare the two marked", LOOK, "archives", shown=True),
    Key("archives.refresh", "r", "Reload", "Look for archives again", LOOK, "archives", shown=True),
    Key("compare.all", "a", "All", "Also series without a clear change", LOOK, "compare", shown=True),
    Key("trend.before", "left,h", "Week back", "The week before", GO, "trend"),
    Key("trend.after", "right,l", "Week", "The week after", GO, "trend", shown=True),
    Key("trend.open", "enter", "Snapshot", "Open the snapshot of the week", GO, "trend", shown=True),
    Key("trend.next", "n,right_square_bracket", "Series", "The next series", LOOK, "trend", shown=True),
    Key("trend.previous", "p,left_square_bracket", "Series before", "The series before", LOOK, "trend"),
    # forms
    Key("new.make", "enter", "Create", "Create", CHANGE, "form", shown=True),
    Key("new.next", "down,tab", "Field", "Next field", CHANGE, "form", shown=True, spelled="↑↓"),
    Key("new.up", "up,shift+tab", "Previous field", "Previous field", CHANGE, "form"),
    Key("new.reload", "r", "Reload", "Reload", CHANGE, "form"),
    Key("pick.choose", "enter", "Choose", "Choose", GO, "form", shown=True),
    Key("pick.up", "up", "Up", "One row up", GO, "form"),
    Key("pick.down", "down", "Down", "One row down", GO, "form"),
    Key("pick.page_up", "pageup", "Page up", "One page up", GO, "form"),
    Key("pick.page_down", "pagedown", "Page down", "One page down", GO, "form"),
    Key(
        "choice.next",
        "right,l,space",
        "Change",
        "Next option",
        CHANGE,
        "form extend",
        shown=True,
        spelled="←→",
    ),
    Key("choice.previous", "left,h", "Before", "Previous option", CHANGE, "form extend"),
    *(
        Key(f"choice.option_{n}", str(n), f"Option {n}", "Option 1–9", CHANGE, "form extend")
        for n in range(1, 10)
    ),
    Key("profiles.cancel", "escape,q", "Cancel", "Stay with this profile", GO, "profiles", shown=True),
    Key("target.complete", "tab", "Complete", "Complete an archive's name", GO, "target", shown=True),
    Key("target.cancel", "escape", "Cancel", "Open nothing", GO, "target", shown=True),
    Key("profiles.down", "j", "Down", "One row down", GO, "profiles"),
    Key("profiles.up", "k", "Up", "One row up", GO, "profiles"),
    Key("login.cancel", "escape", "Cancel", "Go on without a token", GO, "login", shown=True),
    # dialogs
    Key(
        "dialog.close",
        "escape",
        "Cancel",
        "Cancel; nothing is changed",
        GO,
        "confirm delete extend",
        shown=True,
    ),
    Key("dialog.no", "n", "No", "Cancel; nothing is changed", GO, "confirm delete"),
    Key("dialog.page_up", "pageup,ctrl+b", "Page up", "Page up", GO, DIALOGS),
    Key("dialog.page_down", "pagedown,ctrl+f", "Page down", "Page down", GO, DIALOGS),
    Key("dialog.next", "down,tab", "Field", "Next field", GO, DIALOGS),
    Key("dialog.previous", "up,shift+tab", "Field before", "Previous field", GO, DIALOGS),
    Key(
        "dialog.instead",
        "o",
        "Only this",
        "Only the row under the cursor",
        GO,
        "confirm delete extend",
        shown=True,
    ),
    Key("confirm.yes", "y", "Yes", "Yes, do it", CHANGE, "confirm", shown=True),
    Key("confirm.typed", "enter", "Yes", "Yes, do it", CHANGE, "confirm", shown=True),
    Key("delete.run", "y", "Delete", "Delete as shown", CHANGE, "delete", shown=True),
    Key("delete.typed", "enter", "Delete", "Delete as shown", CHANGE, "delete", shown=True),
    Key(
        "delete.archive",
        "a",
        "Toggle archive",
        "Archive before deleting, or not",
        CHANGE,
        "delete",
        shown=True,
    ),
    Key("extend.run", "enter", "Extend", "Extend as shown", CHANGE, "extend", shown=True),
    Key("extend.w", "w", "7 days", "7 days", CHANGE, "extend"),
    Key("extend.m", "m", "30 days", "30 days", CHANGE, "extend"),
    Key("extend.q", "q", "90 days", "90 days", CHANGE, "extend"),
    Key("extend.y", "y", "1 year", "1 year", CHANGE, "extend"),
    Key("extend.x", "x", "As long as possible", "As long as possible", CHANGE, "extend"),
    Key("extend.d", "d", "Until a date", "Until a date", CHANGE, "extend"),
    Key("extend.link", "l", "Link", "A new link, or the same", CHANGE, "extend", shown=True),
    Key("extend.longer", "right", "Choose", "A longer time", CHANGE, "extend", shown=True, spelled="←→"),
    Key("extend.shorter", "left", "Choose", "A shorter time", CHANGE, "extend"),
    Key("work.hide", "escape,enter,q", "Hide", "Hide; the work goes on", CHANGE, "work", shown=True),
    Key("work.stop", "s", "Stop", "Stop after running requests; again: now", CHANGE, "work", shown=True),
    Key("work.close", "escape,enter,q", "Close", "Close the report", GO, "work", shown=True),
)
"""Every action that has keys, screen by screen."""

BY_ID: Final = {key.id: key for key in KEYS}

PAIRS: Final = (
    ("rows.up", "rows.down", "One row"),
    ("rows.page_up", "rows.page_down", "One page"),
    ("rows.half_page_up", "rows.half_page_down", "Half a page"),
    ("rows.first", "rows.last", "First, last row"),
    ("picture.up", "picture.down", "One line"),
    ("picture.page_up", "picture.page_down", "One page"),
    ("picture.half_page_up", "picture.half_page_down", "Half a page"),
    ("picture.top", "picture.bottom", "Top, bottom"),
    ("tiles.left", "tiles.right", "The widget before, after"),
    ("tiles.up", "tiles.down", "The widget above, below"),
    ("tiles.first", "tiles.last", "First, last widget"),
    ("tiles.page_up", "tiles.page_down", "One page"),
    ("widget.previous", "widget.next", "Widget before, after"),
    ("chart.earlier", "chart.later", "Move the cursor"),
    ("chart.much_earlier", "chart.much_later", "Move it by ten"),
    ("chart.first", "chart.last", "First, last values"),
    ("chart.zoom_in", "chart.zoom_out", "Zoom in, out"),
    ("chart.pan_earlier", "chart.pan_later", "Half a window earlier, later"),
    ("chart.legend_up", "chart.legend_down", "The legend"),
    ("chart.legend_page_up", "chart.legend_page_down", "Ten lines"),
    ("table.up", "table.down", "One line"),
    ("table.page_up", "table.page_down", "One page"),
    ("table.half_page_up", "table.half_page_down", "Half a page"),
    ("table.first", "table.last", "Top, bottom"),
    ("table.left", "table.right", "One column"),
    ("table.page_left", "table.page_right", "A page of columns"),
    ("trend.before", "trend.after", "The week before, after"),
    ("trend.previous", "trend.next", "The series before, after"),
    ("new.up", "new.next", "The field before, after"),
    ("choice.previous", "choice.next", "The option before, after"),
    ("extend.shorter", "extend.longer", "A shorter, longer time"),
    ("dialog.previous", "dialog.next", "The field before, after"),
    ("dialog.page_up", "dialog.page_down", "One page"),
    ("snapshots.sort", "snapshots.reverse", "Sort by the next column, reverse"),
    ("snapshot.copy_link", "snapshot.copy_id", "Copy the link, the id"),
    ("pick.up", "pick.down", "One row"),
    ("pick.page_up", "pick.page_down", "One page"),
)
"""Actions that the help tells in one line: the ids of both, and what they do."""
