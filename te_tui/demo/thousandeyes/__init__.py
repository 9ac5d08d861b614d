"""The embedded ThousandEyes: its operations, its organization, and the data of its panels (widgets)."""
