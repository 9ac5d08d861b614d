"""The dialogs that ask for a profile, a token, or a link to open."""
