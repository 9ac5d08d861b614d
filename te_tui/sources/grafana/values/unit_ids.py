"""Tables of Grafana's unit ids, grouped by the way in which numbers in these units are written."""

from __future__ import annotations

from typing import Final


def _si_from(start: int, **symbols: str) -> dict[str, tuple[str, int]]:
    return {unit: (symbol, start) for unit, symbol in symbols.items()}


SI: Final[dict[str, tuple[str, int]]] = {
    # Steps of 1,000 with f p n µ m k M G T P E Z Y; the number is the step that an unscaled value has.
    **_si_from(0, sishort="", candela="cd", flops="FLOPS", decbytes="B", decbits="b"),
    **_si_from(0, pps="p/s", Bps="B/s", bps="b/s", hertz="Hz", rothz="Hz", Hs="H/s"),
    **_si_from(0, watt="W", Wm2="W/m²", voltamp="VA", voltampreact="VAr", watth="Wh", watthperkg="Wh/kg"),
    **_si_from(
        0, amph="Ah", joule="J", ev="eV", amp="A", volt="V", ohm="Ω", farad="F", henry="H", lumens="Lm"
    ),
    **_si_from(0, forceNm="Nm", forceN="N", massg="g", lengthm="m", pressurebar="bar", pressurepa="Pa"),
    **_si_from(0, radbq="Bq", radci="Ci", radgy="Gy", radrad="rad", radsv="Sv", radrem="rem"),
    **_si_from(0, radexpckg="C/kg", radr="R", radsvh="Sv/h", litre="L"),
    **_si_from(1, deckbytes="B", KBs="B/s", Kbits="b/s", kwatt="W", kvoltamp="VA", kvoltampreact="VAr"),
    **_si_from(1, kwatth="Wh", kwattm="W-Min", kamph="Ah", kamp="A", kvolt="V", kohm="Ω", forcekNm="Nm"),
    **_si_from(1, forcekN="N", KHs="H/s", masskg="g", lengthkm="m", pressurekbar="bar", rotkhz="Hz"),
    **_si_from(2, mflops="FLOPS", decmbytes="B", MBs="B/s", Mbits="b/s", megwatt="W", mwatth="Wh", Mohm="Ω"),
    **_si_from(2, MHs="H/s", rotmhz="Hz"),
    **_si_from(3, gflops="FLOPS", decgbytes="B", GBs="B/s", Gbits="b/s", gwatt="W", GHs="H/s", rotghz="Hz"),
    **_si_from(4, tflops="FLOPS", dectbytes="B", TBs="B/s", Tbits="b/s", THs="H/s"),
    **_si_from(5, pflops="FLOPS", decpbytes="B", PBs="B/s", Pbits="b/s", PHs="H/s"),
    **_si_from(6, eflops="FLOPS", EHs="H/s"),
    **_si_from(7, zflops="FLOPS"),
    **_si_from(8, yflops="FLOPS"),
    **_si_from(-1, mwatt="W", mamph="Ah", mamp="A", mvolt="V", mohm="Ω", mhenry="H", massmg="g"),
    **_si_from(-1, lengthmm="m", pressurembar="bar", radmsv="Sv", radmsvh="Sv/h", mlitre="L"),
    **_si_from(-2, radusv="Sv", radusvh="Sv/h"),
    **_si_from(-3, nfarad="F"),
    **_si_from(-4, pfarad="F"),
    **_si_from(-5, ffarad="F"),
    # The micro sign; as a name in Python it would become a Greek letter.
    "\u00b5farad": ("F", -2),
    "\u00b5henry": ("H", -2),
}

BINARY: Final[dict[str, tuple[str, int]]] = {
    # Steps of 1,024.
    **_si_from(0, bytes="B", bits="b", binBps="B/s", binbps="b/s"),
    **_si_from(1, kbytes="B", KiBs="B/s", Kibits="b/s"),
    **_si_from(2, mbytes="B", MiBs="B/s", Mibits="b/s"),
    **_si_from(3, gbytes="B", GiBs="B/s", Gibits="b/s"),
    **_si_from(4, tbytes="B", TiBs="B/s", Tibits="b/s"),
    **_si_from(5, pbytes="B", PiBs="B/s", Pibits="b/s"),
}

COUNTS: Final = {
    # Steps of 1,000 with K M B T, then the word.
    "cps": "c/s",
    "ops": "ops/s",
    "reqps": "req/s",
    "rps": "rd/s",
    "wps": "wr/s",
    "iops": "io/s",
    "eps": "evt/s",
    "mps": "msg/s",
    "recps": "rec/s",
    "rowsps": "rows/s",
    "cpm": "c/m",
    "opm": "ops/m",
    "reqpm": "req/m",
    "rpm": "rd/m",
    "wpm": "wr/m",
    "epm": "evts/m",
    "mpm": "msgs/m",
    "recpm": "rec/m",
    "rowspm": "rows/m",
}

WORDS: Final[dict[str, tuple[str, ...]]] = {
    # Steps of 1,000 with words of their own.
    "short": ("", " K", " Mil", " Bil", " Tri", " Quadr", " Quint", " Sext", " Sept"),
    "pressurepsi": ("psi", "ksi", "Mpsi"),
}

CURRENCIES: Final[dict[str, tuple[str, bool]]] = {
    # The sign, and whether it stands behind the number.
    "currencyUSD": ("$", False),
    "currencyGBP": ("£", False),
    "currencyEUR": ("€", False),
    "currencyJPY": ("¥", False),
    "currencyRUB": ("₽", False),
    "currencyUAH": ("₴", False),
    "currencyBRL": ("R$", False),
    "currencyDKK": ("kr", True),
    "currencyISK": ("kr", True),
    "currencyNOK": ("kr", True),
    "currencySEK": ("kr", True),
    "currencyCZK": ("czk", False),
    "currencyCHF": ("CHF", False),
    "currencyPLN": ("PLN", False),
    "currencyBTC": ("฿", False),
    "currencymBTC": ("mBTC", False),
    "currencyμBTC": ("μBTC", False),
    "currencyZAR": ("R", False),
    "currencyINR": ("₹", False),
    "currencyKRW": ("₩", False),
    "currencyIDR": ("Rp", False),
    "currencyPHP": ("PHP", False),
    "currencyVND": ("đ", True),
    "currencyTRY": ("₺", True),
    "currencyMYR": ("RM", False),
    "currencyXPF": ("XPF", False),
    "currencyBGN": ("BGN", False),
    "currencyPYG": ("₲", False),
    "currencyUYU": ("UYU", False),
    "currencyILS": ("₪", False),
}

BOOLEANS: Final = {
    "bool": ("True", "False"),
    "bool_yes_no": ("Yes", "No"),
    "bool_on_off": ("On", "Off"),
}

FROM_NOW: Final = "dateTimeFromNow"
DATES: Final[dict[str, tuple[str, str | None]]] = {
    # The format, and that of today's instants where it is another one.
    "dateTimeAsIso": ("YYYY-MM-DD HH:mm:ss", None),
    "dateTimeAsIsoNoDateIfToday": ("YYYY-MM-DD HH:mm:ss", "HH:mm:ss"),
    "dateTimeAsUS": ("MM/DD/YYYY h:mm:ss a", None),
    "dateTimeAsUSNoDateIfToday": ("MM/DD/YYYY h:mm:ss a", "h:mm:ss a"),
    "dateTimeAsLocal": ("MM/DD/YYYY, hh:mm:ss\u202fA", None),
    "dateTimeAsLocalNoDateIfToday": ("MM/DD/YYYY, hh:mm:ss\u202fA", "hh:mm:ss\u202fA"),
}

FIXED: Final = {
    # Not scaled, written behind the number after a space.
    "none": "",
    "humidity": "%H",
    "pixel": "px",
    "accMS2": "m/sec²",
    "accFS2": "f/sec²",
    "accG": "g",
    "degree": "°",
    "radian": "rad",
    "areaM2": "m²",
    "areaF2": "ft²",
    "areaMI2": "mi²",
    "acres": "ac",
    "hectares": "ha",
    "conppb": "ppb",
    "conngm3": "ng/m³",
    "conngNm3": "ng/Nm³",
    "conμgm3": "μg/m³",
    "conμgNm3": "μg/Nm³",
    "conmgm3": "mg/m³",
    "conmgNm3": "mg/Nm³",
    "congm3": "g/m³",
    "congNm3": "g/Nm³",
    "conmgdL": "mg/dL",
    "conmmolL": "mmol/L",
    "dBm": "dbm",
    "flowgpm": "gpm",
    "flowcms": "cms",
    "flowcfs": "cfs",
    "flowcfm": "cfm",
    "litreh": "L/h",
    "flowlpm": "L/min",
    "flowmlpm": "mL/min",
    "masslb": "lb",
    "masst": "t",
    "lengthcm": "cm",
    "lengthin": "in",
    "lengthft": "ft",
    "lengthmi": "mi",
    "pressurehpa": "hPa",
    "pressurekpa": "kPa",
    "pressurehg": '"Hg',
    "rotrpm": "rpm",
    "rotrads": "rad/s",
    "rotdegs": "°/s",
    "celsius": "°C",
    "fahrenheit": "°F",
    "farenheit": "°F",
    "kelvin": "K",
    "velocityms": "m/s",
    "velocitykmh": "km/h",
    "velocitymph": "mph",
    "velocityknot": "kn",
    "m3": "m³",
    "Nm3": "Nm³",
    "dm3": "dm³",
    "gallons": "gal",
}
