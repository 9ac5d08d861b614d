"""The permission that each operation asks for, spelled as the API's documentation spells it.

An answer 403 names none, so that te-tui says which one is probably missing.
"""

from __future__ import annotations

from typing import Final

LIST: Final = "View Snapshots"
OPEN: Final = "View Snapshots"
CREATE: Final = "Edit Snapshots"
EXTEND: Final = "Edit snapshots"
DELETE: Final = "Edit reports for all users in account group"
CREATE_TEST: Final = "Create snapshot shares"
