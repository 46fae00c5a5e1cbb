"""The token pair of a Zalo application. The refresh token works once: the new pair is stored before it is used, and
one process refreshes at a time, by a lease in the pair's row."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from bots.errors import LoginNeeded, TryLater
from bots.store.tables import TokenRow
from knowledge.store.database import translated

_LEASE_S = 45.0  # longer than a refresh can take
_LOOK_AGAIN_S = 0.1


@dataclass(frozen=True, slots=True)
class TokenPair:
    access: str
    refresh: str
    lasts_s: float


@dataclass(frozen=True, slots=True)
class StoredToken:
    access: str
    refresh: str
    generation: int  # grows with every new pair
    age_s: float
    left_s: float


class ZaloTokens:
    def __init__(
        self,
        engine: Engine,
        app_id: str,
        refresh: Callable[[str], TokenPair],
        *,
        refresh_after_s: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`refresh` asks the platform for a new pair; raises LoginNeeded, TryLater."""
        self._engine = engine
        self._app_id = app_id
        self._refresh = refresh
        self._refresh_after_s = refresh_after_s
        self._clock = clock
        self._holder = uuid4().hex

    def store(self, pair: TokenPair) -> None:
        """A pair from a login replaces what was there."""
        now = self._clock()
        with translated(), Session(self._engine) as session, session.begin():
            row = session.get(TokenRow, self._app_id)
            session.merge(
                TokenRow(
                    app_id=self._app_id,
                    access_token=pair.access,
                    refresh_token=pair.refresh,
                    obtained_at=now,
                    expires_at=now + pair.lasts_s,
                    generation=row.generation + 1 if row else 1,
                    lease_holder=None,
                    lease_until=0.0,
                )
            )

    def has_pair(self) -> bool:
        """Whether somebody has logged in."""
        with translated(), Session(self._engine) as session:
            return session.get(TokenRow, self._app_id) is not None

    def current(self) -> StoredToken:
        """A token to use now, refreshed when it is old. Raises LoginNeeded, TryLater."""
        token = self._read()
        if token.left_s <= 0:
            return self.renewed(token.generation)
        if token.age_s >= self._refresh_after_s:
            try:
                return self.renewed(token.generation)
            except TryLater:
                return token  # it still works
        return token

    def renewed(self, generation: int) -> StoredToken:
        """A pair newer than `generation`: fetched here, or by whoever holds the lease. Raises LoginNeeded, TryLater."""
        give_up_at = self._clock() + _LEASE_S
        while True:
            token = self._read()
            if token.generation != generation:
                return token
            if self._lease(generation):
                return self._fetch(token)
            if self._clock() >= give_up_at:
                raise TryLater("another process is refreshing the Zalo token")
            time.sleep(_LOOK_AGAIN_S)

    def _fetch(self, token: StoredToken) -> StoredToken:
        try:
            pair = self._refresh(token.refresh)
        except (LoginNeeded, TryLater):
            self._release()
            raise
        self.store(pair)
        return self._read()

    def _lease(self, generation: int) -> bool:
        """One statement, so that of several processes exactly one gets it."""
        now = self._clock()
        with translated(), Session(self._engine) as session, session.begin():
            taken = session.connection().execute(
                update(TokenRow)
                .where(TokenRow.app_id == self._app_id, TokenRow.generation == generation, TokenRow.lease_until <= now)
                .values(lease_holder=f"{self._holder}", lease_until=now + _LEASE_S)
            )
            return bool(taken.rowcount)

    def _release(self) -> None:
        with translated(), Session(self._engine) as session, session.begin():
            session.execute(
                update(TokenRow)
                .where(TokenRow.app_id == self._app_id, TokenRow.lease_holder == self._holder)
                .values(lease_holder=None, lease_until=0.0)
                .execution_options(synchronize_session=False)
            )

    def _read(self) -> StoredToken:
        with translated(), Session(self._engine) as session:
            row = session.get(TokenRow, self._app_id)
        if row is None:
            raise LoginNeeded("Chưa đăng nhập Zalo Official Account: xin chạy `motcua zalo login`.")
        now = self._clock()
        return StoredToken(
            row.access_token, row.refresh_token, row.generation, now - row.obtained_at, row.expires_at - now
        )
