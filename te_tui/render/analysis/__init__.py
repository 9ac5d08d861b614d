"""The findings of timeline, compare and trend as words, lines and JSON."""
