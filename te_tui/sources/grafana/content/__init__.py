"""Converts panels to charts and tables that te-tui can draw; `drawing` chooses one by the panel's type."""
