"""Reusable Textual parts: they know no screen, no API and no ThousandEyes."""
