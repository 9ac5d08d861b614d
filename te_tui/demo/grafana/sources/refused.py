"""The failure of one query."""


class QueryRefused(Exception):
    """A query that its data source does not answer, with the status for it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
