"""The embedded ThousandEyes: its operations, its organization, and what its panels show."""
