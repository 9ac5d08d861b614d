"""Approximate coordinates of countries and continents, for the points of a Map, which come without any.

Countries are known by ISO 3166 alpha-2 code or English name; points of any other place are listed, but not on
the map (api.md, section 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from te_tui.sources.thousandeyes.body.points import PointGroup


class Place(NamedTuple):
    """The approximate centre of a country or continent, in degrees; north and east are positive."""

    latitude: float
    longitude: float


_COUNTRIES: Final = """
AE United Arab Emirates|24 54
AR Argentina|-34 -64
AT Austria|47 14
AU Australia|-25 134
BD Bangladesh|24 90
BE Belgium|51 4
BG Bulgaria|43 25
BH Bahrain|26 51
BO Bolivia|-17 -65
BR Brazil|-12 -52
BY Belarus|53 28
CA Canada|55 -105
CH Switzerland|47 8
CI Côte d'Ivoire;Ivory Coast|8 -6
CL Chile|-32 -71
CM Cameroon|6 12
CN China|35 104
CO Colombia|4 -73
CR Costa Rica|10 -84
CY Cyprus|35 33
CZ Czechia;Czech Republic|50 15
DE Germany|51 10
DK Denmark|56 10
DO Dominican Republic|19 -70
DZ Algeria|28 3
EC Ecuador|-1 -78
EE Estonia|59 26
EG Egypt|27 30
ES Spain|40 -4
ET Ethiopia|9 40
FI Finland|63 26
FR France|46 2
GB United Kingdom;UK;Great Britain|53 -2
GH Ghana|8 -1
GR Greece|39 22
GT Guatemala|15 -90
HK Hong Kong;Hong Kong SAR|22 114
HR Croatia|45 16
HU Hungary|47 19
ID Indonesia|-2 113
IE Ireland|53 -8
IL Israel|31 35
IN India|22 79
IQ Iraq|33 44
IR Iran|32 53
IS Iceland|65 -19
IT Italy|43 12
JO Jordan|31 36
JP Japan|36 138
KE Kenya|0 38
KH Cambodia|12 105
KR South Korea;Korea;Republic of Korea|36 128
KW Kuwait|29 48
KZ Kazakhstan|48 67
LK Sri Lanka|7 81
LT Lithuania|55 24
LU Luxembourg|50 6
LV Latvia|57 25
MA Morocco|32 -6
MM Myanmar|21 96
MT Malta|36 14
MX Mexico|23 -102
MY Malaysia|4 102
NG Nigeria|10 8
NL Netherlands;The Netherlands|52 5
NO Norway|61 9
NP Nepal|28 84
NZ New Zealand|-41 174
OM Oman|21 56
PA Panama|9 -80
PE Peru|-10 -76
PH Philippines|13 122
PK Pakistan|30 69
PL Poland|52 19
PR Puerto Rico|18 -66
PT Portugal|39 -8
PY Paraguay|-23 -58
QA Qatar|25 51
RO Romania|46 25
RS Serbia|44 21
RU Russia;Russian Federation|58 60
SA Saudi Arabia|24 45
SE Sweden|62 15
SG Singapore|1 104
SI Slovenia|46 15
SK Slovakia|49 19
SN Senegal|14 -14
TH Thailand|15 101
TN Tunisia|34 9
TR Turkey;Türkiye|39 35
TW Taiwan|24 121
TZ Tanzania|-6 35
UA Ukraine|49 32
UG Uganda|1 32
US United States;United States of America;USA|39 -98
UY Uruguay|-33 -56
UZ Uzbekistan|41 64
VE Venezuela|8 -66
VN Vietnam;Viet Nam|16 106
ZA South Africa|-29 24
"""
_CONTINENTS: Final = """
AF Africa|5 20
AN Antarctica|-56 0
AS Asia|45 90
EU Europe|50 15
NA North America|45 -100
OC Oceania;Australia and Oceania|-25 140
SA South America;Latin America|-15 -58
"""


def _read(table: str) -> dict[str, Place]:
    """Read a table of places into a dictionary by code and by name, both case-folded."""
    found = {}
    for line in table.split("\n")[1:-1]:
        code, _, rest = line.partition(" ")
        names, _, degrees = rest.partition("|")
        north, east = map(float, degrees.split())
        found.update(dict.fromkeys(map(str.casefold, (code, *names.split(";"))), Place(north, east)))
    return found


_BY_COUNTRY: Final = _read(_COUNTRIES)
_BY_CONTINENT: Final = _read(_CONTINENTS)


def place_of(groups: Iterable[PointGroup]) -> Place | None:
    """The coordinates of the first group that names a country or continent; None if no group does."""
    return next((place for group in groups if (place := _place(group)) is not None), None)


def _place(group: PointGroup) -> Place | None:
    """The coordinates of the country or continent that a group names; None if it names none.

    The group's kind decides which of the two is meant by NA: Namibia or North America.
    """
    is_continent = "continent" in group.property.casefold()
    tables = (_BY_CONTINENT, _BY_COUNTRY) if is_continent else (_BY_COUNTRY, _BY_CONTINENT)
    is_region = is_continent or "countr" in group.property.casefold()
    # The name of an agent often ends in its country: `Frankfurt, Germany`. Two letters there are as likely
    # a state (CA is California, too), so codes count only where the property says what they are.
    names = (group.value, group.label, group.label.rpartition(",")[2].strip())
    for table in tables:
        for name in names:
            if (is_region or len(name) > 2) and name.casefold() in table:
                return table[name.casefold()]
    return None
