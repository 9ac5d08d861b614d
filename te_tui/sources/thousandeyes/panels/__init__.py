"""Conversion of ThousandEyes' widgets: to drawings for the screen, and to exact values for export."""
