"""From the values of a widget to content and exact rows."""
