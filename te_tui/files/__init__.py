"""The places of te-tui's own files, and reading and writing them (safety rule 16)."""
