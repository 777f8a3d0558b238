"""The addresses of OAuth: discovery, consent, tokens, revocation.

The paths are those of the real hosts, gathered on one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

import attrs
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from .grants import Grants
from .page import Wish, consent_page, refusal_page
from .tokens import Refused, Tokens

AUTHORIZE: Final = "/connect/oauth2"
TOKEN: Final = "/oauth2/v1/tokens/bearer"  # noqa: S105 - a path
REVOKE: Final = "/v2/oauth2/tokens/revoke"
USER: Final = "/v1/openid_connect/userinfo"
KEYS: Final = "/op/v1/jwks"
DISCOVERY: Final = (
    "/.well-known/openid_configuration",
    "/.well-known/openid_sandbox_configuration",
)
HARD_END: Final = "x-include-refresh-token-hard-expires-in"

Companies: TypeAlias = Callable[[], Iterable[tuple[str, str]]]
"""Gives the realm and the name of each company."""


@attrs.frozen
class Endpoints:
    """The authorization server as routes."""

    grants: Grants
    companies: Companies

    @property
    def routes(self) -> list[Route]:
        """All addresses of the authorization server."""
        return [
            *(Route(path, self.discover) for path in DISCOVERY),
            Route(AUTHORIZE, self.ask, methods=["GET"]),
            Route(AUTHORIZE, self.decide, methods=["POST"]),
            Route(TOKEN, self.give, methods=["POST"]),
            Route(REVOKE, self.revoke, methods=["POST"]),
            Route(USER, self.user),
            Route(KEYS, self.keys),
        ]

    async def discover(self, request: Request) -> Response:
        """The document that tells a client all other addresses."""
        return JSONResponse(discovery_document(str(request.base_url).rstrip("/")))

    async def ask(self, request: Request) -> Response:
        """Show a person what an app asks for."""
        wish = Wish.of(dict(request.query_params))
        trouble = self._trouble_with(wish)
        if trouble:
            return HTMLResponse(refusal_page(trouble), 400)
        if wish.response_type != "code":
            return _back(wish, {"error": "unsupported_response_type"})
        app = self.grants.apps[wish.client_id]
        return HTMLResponse(consent_page(app, wish, self.companies()))

    async def decide(self, request: Request) -> Response:
        """Take a person's decision, and send them back to the app with it."""
        fields = _form(await request.body())
        wish = Wish.of(fields)
        trouble = self._trouble_with(wish)
        if trouble:
            return HTMLResponse(refusal_page(trouble), 400)
        if fields.get("decision") != "connect":
            return _back(wish, {"error": "access_denied"})
        realm = fields.get("realm", "")
        if realm not in {known for known, _ in self.companies()}:
            return HTMLResponse(refusal_page("There is no such company."), 400)
        app = self.grants.apps[wish.client_id]
        code = self.grants.consent(app, realm, wish.redirect_uri, wish.scope)
        return _back(wish, {"code": code, "realmId": realm})

    async def give(self, request: Request) -> Response:
        """Give tokens for a code or a refresh token."""
        fields = _form(await request.body())
        given = self._given(request.headers.get("authorization"), fields)
        if isinstance(given, Refused):
            return JSONResponse(given.answer(), given.status)
        wanted = request.headers.get(HARD_END, "").lower() == "true"
        return JSONResponse(given.answer(with_hard_end=wanted))

    async def revoke(self, request: Request) -> Response:
        """Take a consent back; the token may come in JSON or in a form."""
        token = _token_in(await request.body())
        refused = self.grants.revoke(request.headers.get("authorization"), token)
        if refused:
            return JSONResponse(refused.answer(), refused.status)
        return Response(status_code=200)

    async def user(self, request: Request) -> Response:
        """Who consented: always the same invented person."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or self.grants.trouble_with(token):
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse(
            {"sub": "1", "email": "owner@example.com", "emailVerified": True}
        )

    async def keys(self, _: Request) -> Response:
        """No keys: the simulator signs no identity tokens."""
        return JSONResponse({"keys": []})

    def _trouble_with(self, wish: Wish) -> str:
        """Why a person is not asked, nor sent anywhere."""
        app = self.grants.apps.get(wish.client_id)
        if app is None:
            return "The client_id is not that of any app."
        if not app.knows(wish.redirect_uri):
            return "The redirect_uri is not one that the app has registered."
        return ""

    def _given(
        self, authorization: str | None, fields: dict[str, str]
    ) -> Tokens | Refused:
        kind = fields.get("grant_type")
        if kind == "authorization_code":
            code, uri = fields.get("code", ""), fields.get("redirect_uri", "")
            return self.grants.exchange(authorization, code, uri)
        if kind == "refresh_token":
            return self.grants.refresh(authorization, fields.get("refresh_token", ""))
        return Refused("unsupported_grant_type" if kind else "invalid_request")


def discovery_document(base: str) -> dict[str, str | list[str]]:
    """Where everything is, for a client that begins with *base*."""
    return {
        "issuer": f"{base}/op/v1",
        "authorization_endpoint": base + AUTHORIZE,
        "token_endpoint": base + TOKEN,
        "userinfo_endpoint": base + USER,
        "revocation_endpoint": base + REVOKE,
        "jwks_uri": base + KEYS,
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["com.intuit.quickbooks.accounting"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "claims_supported": ["aud", "exp", "iat", "iss", "realmid", "sub"],
    }


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _token_in(body: bytes) -> str:
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        fields = _form(body)
    token = fields.get("token") if isinstance(fields, dict) else None
    return token if isinstance(token, str) else ""


def _back(wish: Wish, words: dict[str, str]) -> Response:
    """Send the person back to the app, with its ``state`` as it came."""
    if wish.state:
        words = {**words, "state": wish.state}
    joint = "&" if urlsplit(wish.redirect_uri).query else "?"
    return RedirectResponse(wish.redirect_uri + joint + urlencode(words), 302)
