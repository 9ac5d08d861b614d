"""The list of account groups (api.md, sections 1, 7).

te-tui never requests the details of a group: they contain a secret.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from te_tui.models.account_group import AccountGroup
from te_tui.sources.reading.decode import Decoded, Shape, decode, lacks
from te_tui.sources.reading.fields import Flag, Name, Text
from te_tui.sources.reading.reader import Field


@dataclass(slots=True)
class _Group:
    aid: Text = None
    name: Annotated[Name, Field(alias="accountGroupName")] = None
    organization: Annotated[Text, Field(alias="organizationName")] = None
    current: Annotated[Flag, Field(alias="isCurrentAccountGroup")] = None
    default: Annotated[Flag, Field(alias="isDefaultAccountGroup")] = None


@dataclass(slots=True)
class _Envelope:
    account_groups: Annotated[list[_Group] | None, Field(alias="accountGroups")] = None


_ENVELOPE = Shape(_Envelope)
_ENTRY = re.compile(r"accountGroups\[\d+\]")
"""The place of an entry that could not be read at all."""


def read_account_groups(body: bytes) -> Decoded[tuple[AccountGroup, ...]]:
    """Read the answer of GET /account-groups, keeping each id once.

    A group without an id cannot be used: it is noted as damage, and stays at the end of the list, so that
    people are told of it.
    """
    decoded = decode(_ENVELOPE, body)
    listed = [
        AccountGroup(one.aid, one.name, one.organization, one.current, one.default)
        for one in decoded.value.account_groups or []
    ]
    absent = lacks("accountGroups", decoded.value.account_groups, decoded.damage)
    nameless = tuple(f"accountGroups[{i}].aid" for i, group in enumerate(listed) if not group.aid)
    unique = {group.aid: group for group in listed if group.aid}
    lost = (AccountGroup() for place in decoded.damage if _ENTRY.fullmatch(place))
    damaged = (*(group for group in listed if not group.aid), *lost)
    return Decoded((*unique.values(), *damaged), absent + decoded.damage + nameless)
