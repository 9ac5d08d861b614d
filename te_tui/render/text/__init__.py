"""The text in drawings: numbers, times, glyphs and their widths, and tables and pictures made of them."""
