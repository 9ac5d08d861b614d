"""The list of account groups."""
