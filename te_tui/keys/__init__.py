"""All keys of the explorer in one table, and the person's own keys from the settings."""
