"""One snapshot: its widgets, their overview, and one widget with its chart or table."""
