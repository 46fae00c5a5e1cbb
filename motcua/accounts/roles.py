"""Roles, each of which may do what the one before may."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    CITIZEN = "citizen"  # asks, like everybody who is not signed in
    DESK = "desk"  # looks up, prints, answers conversations, assigns and closes questions
    EDITOR = "editor"  # writes curated answers
    ADMIN = "admin"  # users, erasure, the audit log

    def may(self, needed: Role) -> bool:
        order = list(Role)
        return order.index(self) >= order.index(needed)


ROLE_NAMES = {
    Role.CITIZEN: "Người dân",
    Role.DESK: "Cán bộ một cửa",
    Role.EDITOR: "Biên tập",
    Role.ADMIN: "Quản trị",
}
