"""The dialogs that ask before snapshots are deleted, extended or archived, and then start the work."""
