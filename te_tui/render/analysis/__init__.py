"""The findings of analyses as words, lines and JSON."""
