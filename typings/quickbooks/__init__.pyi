# What credits_qbo uses of python-quickbooks, which has no types of its own.
# Its classes of documents are left out on purpose: their defaults overwrite fields.

from typing import Protocol

class Session(Protocol):
    @property
    def access_token(self) -> str: ...
    def request(
        self,
        method: str,
        url: str,
        *,
        headers: dict[str, str],
        params: dict[str, str | int],
        data: str,
    ) -> Response: ...

class Response(Protocol):
    @property
    def status_code(self) -> int: ...
    @property
    def text(self) -> str: ...

class QuickBooks:
    session: Session | None
    api_url_v3: str
    def __init__(
        self, *, company_id: str, minorversion: int, use_decimal: bool
    ) -> None: ...
    def create_object(
        self, qbbo: str, request_body: str, *, request_id: str
    ) -> object: ...
    def update_object(
        self,
        qbbo: str,
        request_body: str,
        *,
        request_id: str,
        params: dict[str, str | int] | None = None,
    ) -> object: ...
    def delete_object(
        self, qbbo: str, request_body: str, *, request_id: str
    ) -> object: ...
    def get_single_object(self, qbbo: str, pk: str) -> object: ...
    def query(self, select: str) -> object: ...
    def change_data_capture(self, entity_string: str, changed_since: str) -> object: ...
