"""Where te-tui keeps its files, and how it writes them (security rule 16)."""
