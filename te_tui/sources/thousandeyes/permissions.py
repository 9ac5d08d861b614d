"""The permission that each operation needs, spelled as in the API's documentation.

A 403 does not name the missing permission, so te-tui says which is probably missing.
"""

from __future__ import annotations

from typing import Final

LIST: Final = "View Snapshots"
OPEN: Final = "View Snapshots"
CREATE: Final = "Edit Snapshots"
EXTEND: Final = "Edit snapshots"
DELETE: Final = "Edit reports for all users in account group"
CREATE_TEST: Final = "Create snapshot shares"
