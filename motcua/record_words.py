"""What the values of a record's closed lists are called in Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.procedures import AgencyRole, Channel, OnlineLevel

CHANNELS: Mapping[Channel, str] = {
    Channel.ONLINE: "Trực tuyến",
    Channel.IN_PERSON: "Trực tiếp",
    Channel.POST: "Bưu chính",
}
ROLES: Mapping[AgencyRole, str] = {
    AgencyRole.AUTHORITY: "Cơ quan có thẩm quyền",
    AgencyRole.IMPLEMENTING: "Cơ quan thực hiện",
    AgencyRole.RECEIVING: "Địa chỉ tiếp nhận hồ sơ",
    AgencyRole.DELEGATED: "Cơ quan được ủy quyền",
    AgencyRole.COORDINATING: "Cơ quan phối hợp",
}
ONLINE_LEVELS: Mapping[OnlineLevel, str] = {OnlineLevel.FULL: "Toàn trình", OnlineLevel.PARTIAL: "Một phần"}
