"""One snapshot: its list of widgets, the overview of all widgets, and one widget with its chart or table."""
