"""The findings of the commands timeline, compare and trend as words, lines and JSON."""
