"""Archives as the explorer asks for them."""
