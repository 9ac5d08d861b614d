"""The embedded ThousandEyes, te-tui's imitation of it: API operations, organization and widget data."""
