"""The part of a series that can be seen in a window or on a canvas."""
