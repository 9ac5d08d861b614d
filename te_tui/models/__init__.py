"""What the API says, as values: nothing required, nothing trusted, nothing lost."""
