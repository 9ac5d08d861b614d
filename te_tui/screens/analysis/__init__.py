"""The screens of the analyses: timeline of a snapshot, comparison of two snapshots, trend of a widget."""
