"""Conversion of decoded panels to content that can be drawn; `drawing` chooses a form by the panel's type."""
