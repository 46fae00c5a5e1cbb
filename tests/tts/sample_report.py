"""A small progress report with all the parts that an official document has; every figure is made up."""

from __future__ import annotations

LINES = """SỞ GIAO THÔNG VẬN TẢI
Số: 25/BC-SGTVT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Quảng Trị, ngày 05 tháng 01 năm 2024

BÁO CÁO
Kết quả công tác cải cách hành chính quý IV/2023

Kính gửi: UBND tỉnh.

I. KẾT QUẢ THỰC HIỆN

1. Giải quyết thủ tục hành chính

Trong quý IV/2023, Sở tiếp nhận 1.245 hồ sơ TTHC, tăng 12,5% so với cùng kỳ năm 2022. Hoàn thành 4/4 nhiệm vụ được giao.
Cán bộ của Trung tâm dữ liệu vùng biên (TTDLVB) làm việc ở TP. Đông Hà theo Quyết định 35/QĐ-UBND. TTDLVB họp hằng tuần.
Có 06 hồ sơ trễ hạn do chậm phối hợp.
Bảng 2: Kết quả theo lĩnh vực

II. KIẾN NGHỊ

Đề nghị UBND tỉnh bố trí 2,5 tỷ đồng sửa chữa QL.9.
a) Bổ sung kinh phí
b) Bổ sung biên chế

Nơi nhận:
- Như trên;
- Lưu: VT, VP.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Nguyễn Văn Nam
"""
