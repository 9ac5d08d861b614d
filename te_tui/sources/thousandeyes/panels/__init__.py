"""Conversion of a widget's data to content that can be drawn, and to exact rows for export."""
