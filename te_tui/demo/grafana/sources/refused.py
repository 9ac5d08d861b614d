"""The failure of one query."""


class QueryRefused(Exception):
    """The data source refuses a query; `status` is that of its result."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
