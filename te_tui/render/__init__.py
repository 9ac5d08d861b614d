"""Pure rendering, from plain values to pictures (lines of styled text); no terminal, no API, no clock."""
