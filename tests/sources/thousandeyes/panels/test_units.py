from __future__ import annotations

import pytest

from te_tui.sources.thousandeyes.panels.naming import describe_measure, humanise
from te_tui.sources.thousandeyes.panels.units import MetricLabel, describe_metric, unit_of


@pytest.mark.parametrize(
    ("metric", "unit"),
    [
        ("NET_LOSS", "%"),
        ("WEB_AVAILABILITY", "%"),
        ("BGP_REACHABILITY", "%"),
        ("DNSSEC_VALIDITY", "%"),
        ("WEB_PAGE_LOAD_COMPLETION_RATE", "%"),
        ("ENDPOINT_GATEWAY_CPU_LOAD_PERCENT", "%"),
        ("ENDPOINT_GATEWAY_WIRELESS_RETRANSMISSION_RATE", "%"),
        ("VOIP_DISCARDS", "%"),
        ("ONE_WAY_NET_LATENCY_TO_TARGET", "ms"),
        ("WEB_TTFB", "ms"),
        ("WEB_DNS", "ms"),
        ("SIP_OPTIONS", "ms"),
        ("TRANSACTION_PAGE_LOAD_DOM_TIME_DECOMPOSED", "ms"),
        ("ENDPOINT_TEST_HTTP_DNS_LOOKUP", "ms"),
        ("net_latency", "ms"),
        ("NET_CAPACITY", "Mbps"),
        ("ENDPOINT_CELLULAR_RSRP", "dBm"),
        ("ENDPOINT_CELLULAR_SINR", "dB"),
        ("WEB_DNS_ERROR_COUNT", None),
        ("SIP_OPTIONS_ERROR_COUNT", None),
        ("TRANSACTION_TIMEOUT", None),
        ("BGP_PATH_CHANGES", None),
        ("DEVICE_DISCARDS_INPUT", None),
        ("ENDPOINT_NET_CONNECT_FAILURES", None),
        ("NETWORK_OUTAGES_SERVERS", None),
        ("VOIP_MOS", None),
        ("WEB_THROUGHPUT", None),
        ("SOMETHING_NEW", None),
        ("", None),
    ],
)
def test_a_unit_is_printed_only_where_a_source_names_it(metric: str, unit: str | None) -> None:
    assert unit_of(metric) == unit


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ENDPOINT_GATEWAY_CPU_LOAD_PERCENT", "Endpoint gateway CPU load"),
        ("BGP_PATH_CHANGES", "BGP path changes"),
        ("VOIP_MOS", "VoIP MOS"),
        ("WEB_TTFB", "Web TTFB"),
        ("NET_LATENCY", "Network latency"),
        ("DNSP_TIME", "DNS+ time"),
        ("Already Readable", "Already Readable"),
        ("", ""),
    ],
)
def test_names_of_the_api_become_headings(name: str, text: str) -> None:
    assert humanise(name) == text


@pytest.mark.parametrize(
    ("measure", "percentile", "text"),
    [
        ("MEAN", None, "mean"),
        ("NTH_PERCENTILE", 95, "p95"),
        ("NTH_PERCENTILE", 99.9, "p99.9"),
        ("NTH_PERCENTILE", None, "percentile"),
        ("BRAND_NEW", None, "brand new"),
        (None, 95, None),
    ],
)
def test_measures_in_a_word(measure: str | None, percentile: float | None, text: str | None) -> None:
    assert describe_measure(measure, percentile) == text


def test_a_share_of_points_is_in_percent_whatever_the_metric() -> None:
    assert describe_metric("NET_LATENCY", "PERCPOSITIVE") == MetricLabel(
        "Network latency", "%", "share above 0"
    )


def test_a_widget_without_a_metric_has_no_name() -> None:
    assert describe_metric(None) == MetricLabel("", None, None)
