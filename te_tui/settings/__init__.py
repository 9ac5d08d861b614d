"""The settings file and its profiles: which account a name means and where its token is, never the token."""
