"""Words, figures, times, glyphs, and pictures made of them: the parts of all drawings."""
