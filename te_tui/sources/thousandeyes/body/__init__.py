"""Decoding of ThousandEyes' answers, from bytes to values in the API's own shapes."""
