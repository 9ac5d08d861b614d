"""Profiles: which account is meant by a name, and where its token is; never the token itself."""
