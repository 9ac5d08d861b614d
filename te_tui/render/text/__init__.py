"""Words, figures, times and glyphs, and pictures made of them: what everything that is drawn consists of."""
