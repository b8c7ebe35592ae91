"""PRIV108: a picture that says where it was taken."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.personal import personal_data
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome
from sitegen.privacy.kinds import Kind

RULE = Rule(
    "PRIV108",
    "place-in-picture",
    Severity.ERROR,
    "图片里记着拍摄地点",
    checks="报告目录里的图片，以及 Word 等附件里嵌着的图片，没有记下拍摄地点的经纬度（EXIF 或 XMP 的 GPS 信息）。"
    "图片信息里的作者、备注等文字，照查手机号、身份证号。",
    why="手机拍的照片会记下经纬度，精确到几米；在受助人家里拍的，等于公开了住址。图片公开时原样发布，不会替您删去。",
    example="入户照片.jpg    # 图片信息里有经纬度",
    remedy="删去图片信息后重新放进来：Windows 右键图片 → 属性 → 详细信息 → 删除属性和个人信息；或用画图、WPS 图片另存一份，"
    "或用手机截图代替原图。以后拍照前，在相机的设置里关掉“地理位置”。",
    source="《中华人民共和国个人信息保护法》第二十八条（行踪轨迹是敏感个人信息）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place, or one for the report."""
    return personal_data.outcomes(RULE, subject, Kind.LOCATION)
