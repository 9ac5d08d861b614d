"""The list of one group's snapshots, with its columns, filter and preview."""
