"""Readable names for the API's enumerations, metrics and measures."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "AST": "AST", "API": "API", "ASN": "ASN", "BGP": "BGP", "CPU": "CPU", "DNS": "DNS", "DNSP": "DNS+",
    "DNSSEC": "DNSSEC", "DOM": "DOM", "FTP": "FTP", "HTTP": "HTTP", "IP": "IP", "MOS": "MOS",
    "NET": "network", "PDV": "PDV", "RSRP": "RSRP", "RSRQ": "RSRQ", "RSSI": "RSSI", "RTT": "RTT",
    "SINR": "SINR", "SIP": "SIP", "SSL": "SSL", "TCP": "TCP", "TTFB": "TTFB", "VOIP": "VoIP", "VPN": "VPN",
}  # fmt: skip
"""Words that are not simply written in lower case."""

_MEASURES: Final = {
    "MINIMUM": "min",
    "MAXIMUM": "max",
    "MEAN": "mean",
    "MEDIAN": "median",
    "PERCPOSITIVE": "share above 0",
    "PERCZERO": "share of 0",
    "STDDEV": "standard deviation",
    "TOTAL": "total",
    "SUM": "sum",
    "VALUES": "values",
}


def humanise(name: str) -> str:
    """An enumeration's name as a heading: `BGP_PATH_CHANGES` becomes `BGP path changes`.

    A trailing `PERCENT` is dropped, because the unit says it. Any other text (lower case, spaces) stays as
    it is.
    """
    if not re.fullmatch(r"[A-Z0-9_]+", name):
        return name
    words = [word for word in name.removesuffix("_PERCENT").split("_") if word]
    text = " ".join(_WORDS.get(word, word.lower()) for word in words)
    return text[:1].upper() + text[1:]


def describe_measure(measure_type: str | None, percentile: float | None = None) -> str | None:
    """A word for how points were aggregated: `mean`, `p95`; an unknown type is made readable.

    None without a type.
    """
    if not measure_type:
        return None
    measure = measure_type.upper()
    if measure == "NTH_PERCENTILE":
        return "percentile" if percentile is None else f"p{percentile:.4g}"
    return _MEASURES.get(measure, humanise(measure).lower())
