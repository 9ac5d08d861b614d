"""The permission that each operation needs, as the API's documentation names it.

A 403 does not say which permission is missing, so te-tui suggests one of these.
"""

from __future__ import annotations

from typing import Final

LIST: Final = "View Snapshots"
OPEN: Final = "View Snapshots"
CREATE: Final = "Edit Snapshots"
EXTEND: Final = "Edit snapshots"
DELETE: Final = "Edit reports for all users in account group"
CREATE_TEST: Final = "Create snapshot shares"
