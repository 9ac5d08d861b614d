"""Questions before snapshots are deleted or extended, and the start of the work."""
