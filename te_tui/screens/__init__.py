"""The screens: account groups, snapshots, one snapshot, one widget. Nothing here does I/O itself."""
