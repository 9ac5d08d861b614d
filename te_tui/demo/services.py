"""The invented web shop's services, which ThousandEyes agents probe and Grafana's servers run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WebService:
    """A web service of the shop; its response times are `factor` times as long as usual."""

    name: str
    address: str
    factor: float


CHECKOUT = WebService("Checkout", "https://shop.example.com/checkout", 1.0)
SEARCH = WebService("Product search", "https://shop.example.com/search", 0.8)
PAYMENTS = WebService("Payments API", "https://pay.example.com/v2/health", 0.6)
HOME = WebService("Home page", "https://www.example.com/", 1.7)
