"""From widgets to the series that are analysed, and from what was found to words, lines and JSON."""
