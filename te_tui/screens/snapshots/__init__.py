"""The list of an account group's snapshots, with its columns, filter and preview."""
