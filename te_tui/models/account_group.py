"""Account groups: the scope of every other call (contract sections 1, 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from te_tui.models.decode import Decoded, Shape, decode
from te_tui.models.fields import Flag, Text


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """One account group as the list gives it; its detail, which holds a secret, is never read."""

    aid: Annotated[Text, Field(alias="aid")] = None
    name: Annotated[Text, Field(alias="accountGroupName")] = None
    organization: Annotated[Text, Field(alias="organizationName")] = None
    current: Annotated[Flag, Field(alias="isCurrentAccountGroup")] = None
    default: Annotated[Flag, Field(alias="isDefaultAccountGroup")] = None

    @property
    def label(self) -> str:
        """What people call it: its name, or its id where it has none."""
        return self.name or self.aid or "(unnamed)"


@dataclass(frozen=True, slots=True)
class _Envelope:
    account_groups: Annotated[list[AccountGroup] | None, Field(alias="accountGroups")] = None


_ENVELOPE = Shape(_Envelope)


def read_account_groups(body: bytes) -> Decoded[tuple[AccountGroup, ...]]:
    """Read the answer of GET /account-groups; a group without an id cannot be entered: that is damage."""
    decoded = decode(_ENVELOPE, body)
    listed = decoded.value.account_groups or []
    nameless = tuple(f"accountGroups[{i}].aid" for i, group in enumerate(listed) if not group.aid)
    unique = {group.aid: group for group in listed if group.aid}
    return Decoded(tuple(unique.values()), decoded.damage + nameless)
