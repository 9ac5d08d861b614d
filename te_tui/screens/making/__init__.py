"""Forms for new dashboard snapshots and test snapshots."""
