"""The sources of all profiles, each with its own token for its own host."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from te_tui.cli.account.access import Access, check_user, origin_of, vendor_of
from te_tui.cli.account.opening import source_at
from te_tui.cli.exits import WrongUsage
from te_tui.credentials.token import NoToken
from te_tui.settings.profile import DEFAULT

if TYPE_CHECKING:
    from te_tui.credentials.secret import Secret
    from te_tui.settings.file import Settings
    from te_tui.settings.profile import Profile
    from te_tui.sources.base import LiveSource, Observer


def profiles_everywhere(settings: Settings, began_with: Access) -> tuple[str, ...]:
    """The names of the profiles whose snapshots are listed together.

    These are the profiles in the settings whose vendor can list snapshots. `began_with`, the profile that the
    program started with, is also one of them if the environment has its token or address, or if the settings
    have no profiles.
    """
    is_set = began_with.given is not None or began_with.elsewhere
    own = (began_with.profile.name,) if is_set or not settings.profiles else ()
    return tuple(name for name in dict.fromkeys((*own, *settings.profiles)) if _lists(settings.profile(name)))


def _lists(profile: Profile) -> bool:
    """Whether a profile's vendor can list snapshots.

    True also for an unknown vendor, so that the profile is not silently left out, but reported as wrong.
    """
    try:
        return vendor_of(profile).abilities.reads
    except WrongUsage:
        return True


def access_of(name: str, settings: Settings, began_with: Access) -> Access:
    """The address and token of a profile.

    `began_with` is the access of the profile that te-tui began with. Only that profile may use the token from
    the environment.

    Raises:
        WrongUsage: the base URL is not safe to send a token to, or te-tui does not know the vendor.
    """
    if name == began_with.profile.name:
        return began_with
    profile = settings.profile(name)
    check_user(profile)
    return Access(profile, origin_of(profile))


def source_of(
    access: Access, observer: Observer, *, read_only: bool, handed_in: Secret | None = None
) -> LiveSource:
    """Open the source of a profile; a missing token is an error, and the person is not asked for it.

    `handed_in` is the token that the person typed for this profile earlier, if any.
    """

    async def secret() -> Secret:
        if handed_in is not None:
            return handed_in
        try:
            return await access.secret()
        except NoToken as missing:
            raise NoToken(f"no token; {login_command(access)}", f"{missing.sentence}.") from missing

    read_only = read_only or access.profile.read_only
    return source_at(access.vendor, access.origin, secret, observer, access.name, read_only=read_only)


def login_command(access: Access) -> str:
    """The shell command that stores a token for a profile."""
    name = access.profile.name
    return "te-tui login" if name == DEFAULT else f"te-tui login --profile {shlex.quote(name)}"
