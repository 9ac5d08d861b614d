"""Profiles and tokens: choosing one, asking for one."""
