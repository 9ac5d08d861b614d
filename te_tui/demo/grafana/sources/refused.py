"""The error of a data source that refuses a query."""


class QueryRefused(Exception):
    """Raised when a data source refuses a query; `status` is the HTTP status to report for that query."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
