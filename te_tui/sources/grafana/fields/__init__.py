"""Fields (columns of frames): their settings, their names, and the texts and colours in which they appear."""
