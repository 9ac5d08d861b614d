"""The account a command works for: its profile, settings, token and source."""
