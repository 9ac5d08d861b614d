"""The settings file and its profiles: named accounts, and where their tokens are, but never a token."""
