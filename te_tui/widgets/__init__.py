"""Reusable Textual widgets, which know no screen, no API and no vendor."""
