"""The vendors, each found by the name of its folder; no other file imports a vendor."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final

from te_tui import sources

if TYPE_CHECKING:
    from te_tui.sources.vendor import Vendor

DEFAULT_VENDOR: Final = "thousandeyes"
"""The vendor that is meant where a profile or a manifest names none."""


class UnknownVendor(ValueError):
    """No vendor's folder has this name."""


def vendor_named(name: str = DEFAULT_VENDOR) -> Vendor:
    """The vendor with this name, imported from the folder of that name, in which `-` is written `_`.

    Raises:
        UnknownVendor: there is no such vendor.
    """
    folder = name.replace("-", "_")
    package = f"{sources.__name__}.{folder}"
    if not folder.isidentifier() or find_spec(package) is None:
        raise UnknownVendor(name)
    vendor: Vendor | None = getattr(import_module(package), "VENDOR", None)
    if vendor is None or vendor.name != name:
        raise UnknownVendor(name)
    return vendor


def all_vendors() -> tuple[Vendor, ...]:
    """All vendors that have a folder, sorted by name."""
    folders = sorted(module.name for module in iter_modules(sources.__path__) if module.ispkg)
    found = []
    for name in folders:
        with suppress(UnknownVendor):
            found.append(vendor_named(name.replace("_", "-")))
    return tuple(found)
