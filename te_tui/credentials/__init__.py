"""Where a token comes from, and how it is kept from being shown."""
