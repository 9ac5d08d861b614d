"""The paths of te-tui's own files, and reading and writing these files (safety rule 16)."""
