"""The explorer's screens: account groups, snapshots, one snapshot, one widget. They do no I/O themselves."""
