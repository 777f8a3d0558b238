"""Cursors of the driver, whose errors come as SQLAlchemy's own.

A connection that broke is given up, so that the pool hands it to nobody else.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from .gathering import gathering_cursor


class cursor_of:  # noqa: N801 - it reads as a function
    """A cursor of the driver, whose errors come as SQLAlchemy's.

    A class of its own, because a generator takes longer than many a statement.
    """

    __slots__ = ("_connection", "_cursor")

    def __init__(self, connection: Connection) -> None:
        """Open a cursor on *connection*."""
        self._connection = connection
        self._cursor = cursor_on(connection)

    def __enter__(self) -> Any:  # noqa: ANN401 - the driver's
        """The cursor itself."""
        return self._cursor

    def __exit__(
        self, kind: object, error: BaseException | None, trace: object
    ) -> None:
        """Tell an error of the driver as SQLAlchemy's, and close the cursor.

        That a broken connection can't close it either is no news.
        """
        connection = self._connection
        try:
            if isinstance(error, connection.dialect.loaded_dbapi.Error):
                raise told(connection, error) from error
        finally:
            self._close(is_news=error is None)

    def _close(self, *, is_news: bool) -> None:
        try:
            self._cursor.close()
        except self._connection.dialect.loaded_dbapi.Error as error:
            if is_news:
                raise told(self._connection, error) from error


def told(connection: Connection, error: Exception) -> BaseException:
    """The driver's *error* as SQLAlchemy tells it; a broken connection is given up."""
    dialect = connection.dialect
    driver = connection.connection.dbapi_connection
    is_broken = dialect.is_disconnect(error, driver, None)  # type: ignore[arg-type]
    if is_broken:
        connection.invalidate(error)
    return DBAPIError.instance(
        None,
        None,
        error,
        dialect.loaded_dbapi.Error,
        connection_invalidated=is_broken,
        dialect=dialect,
    )


def cursor_on(connection: Connection) -> Any:  # noqa: ANN401
    """A cursor of the driver; what a pipeline has to send is gathered in it."""
    driver: Any = connection.connection.dbapi_connection
    is_file = connection.dialect.name == "sqlite"
    return driver.cursor() if is_file else gathering_cursor(driver)
