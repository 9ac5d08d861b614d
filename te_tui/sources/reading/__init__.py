"""From bytes to values, whatever the vendor: nothing required, nothing trusted, nothing lost."""
