"""All keys of the explorer in one table, and what a person has changed about them."""
