"""Finding, reading and writing te-tui's own files (safety rule 16)."""
