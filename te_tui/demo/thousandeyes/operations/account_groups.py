"""The operations on account groups: list and open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.demo.agents import AGENTS, Agent
from te_tui.demo.thousandeyes.hal import self_link
from te_tui.demo.thousandeyes.operations.resources import hal_response, resource
from te_tui.demo.thousandeyes.organization import GROUPS, LOGIN_AID, AccountGroup, find_group
from te_tui.demo.thousandeyes.problems import Problem
from te_tui.demo.thousandeyes.requests import base_of
from te_tui.demo.wire import Json

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

TOKEN_CANARY = "canary-account-token-0000"  # noqa: S105 - a bird, not a secret
"""The `accountToken`: no client may show, log or keep it (api.md, section 12.9)."""


def routes() -> list[Route]:
    """Return the routes of the operations."""
    return [
        resource("/account-groups", GET=_list_all),
        resource("/account-groups/{aid}", GET=_open),
    ]


async def _list_all(request: Request) -> Response:
    rows = [_row(group) for group in GROUPS]
    return hal_response({"accountGroups": rows, "_links": self_link(f"{base_of(request)}/account-groups")})


async def _open(request: Request) -> Response:
    """Return one account group; its users and agents only if the query parameter `expand` asks for them."""
    group = find_group(request.path_params["aid"])
    if group is None:
        raise Problem(404, "The account group does not exist or is not yours.")
    href = f"{base_of(request)}/account-groups/{group.aid}"
    body = _row(group) | {"accountToken": TOKEN_CANARY, "_links": self_link(href)}
    expanded = request.query_params.get("expand", "").split(",")
    if "user" in expanded:
        body["users"] = [_user()]
    if "agent" in expanded:
        body["agents"] = [_agent(agent) for agent in AGENTS]
    return hal_response(body)


def _row(group: AccountGroup) -> Json:
    """Return an account group as an entry of the list."""
    mine = group.aid == LOGIN_AID
    return {
        "aid": group.aid,
        "accountGroupName": group.name,
        "isCurrentAccountGroup": mine,
        "isDefaultAccountGroup": mine,
        "organizationName": "Example Retail Group",
        "orgId": "12345",
    }


def _user() -> Json:
    """Return the only user of the organization, as an opened account group lists it."""
    return {
        "uid": "281474976810911",
        "name": "Noor Vermeer",
        "email": "noor.vermeer@example.com",
        "dateRegistered": "2021-03-02T09:15:00Z",
        "lastLogin": "2026-11-10T06:58:12Z",
        "roles": [
            {
                "roleId": "35",
                "name": "Organization Admin",
                "isBuiltin": True,
                "hasManagementPermissions": True,
            }
        ],
    }


def _agent(agent: Agent) -> Json:
    """Return an agent as an opened account group lists it."""
    return {
        "agentId": agent.agent_id,
        "agentName": agent.name,
        "agentType": agent.kind,
        "location": agent.place,
        "countryId": agent.country,
        "coordinates": {"latitude": agent.latitude, "longitude": agent.longitude},
        "ipAddresses": [agent.address],
        "enabled": True,
    }
