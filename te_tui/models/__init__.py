"""The API's answers as values: nothing required, nothing trusted, nothing lost."""
