"""Values that every vendor has: account groups, rows of lists, snapshots, panels and their content."""
