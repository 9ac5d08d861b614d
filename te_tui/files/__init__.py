"""Where te-tui keeps its files, and how it writes them (safety rule 16)."""
