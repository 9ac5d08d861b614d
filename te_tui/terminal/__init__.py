"""Everything about the terminal, with SSH in mind: a quick first frame, little output, keys, signals."""
