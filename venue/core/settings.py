"""Start-up settings: from ``changkong.toml`` and the environment (``CHANGKONG_…``), frozen once read.

Only what must be known before the database opens. Parameters of the site and its rules are dated rows or rule files.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource


def default_data_folder() -> Path:
    """Where the embedded default keeps its data."""
    return Path(platformdirs.user_data_dir("changkong", appauthor=False))


def default_key_folder() -> Path:
    """Where keys and the outside copy of the tree heads lie: never inside the data folder."""
    return Path(platformdirs.user_config_dir("changkong-keys", appauthor=False))


class Settings(BaseSettings):
    """What the program must know to start."""

    model_config = SettingsConfigDict(
        env_prefix="CHANGKONG_",
        frozen=True,
        extra="forbid",
        toml_file=os.environ.get("CHANGKONG_FILE", "changkong.toml"),
    )

    site: str = Field("M", description="站点代码 / code of the site this machine serves")
    kind: Literal["real", "training", "sample"] = Field("sample", description="站点性质 / nature of the site")
    desk: str = Field("desk-1", description="本席位名称 / name of this workstation")
    data_folder: Path = Field(default_factory=default_data_folder, description="数据目录 / folder of data")
    key_folder: Path = Field(default_factory=default_key_folder, description="密钥目录 / folder of keys")
    database_url: str = Field("", description="数据库地址，空为内置 SQLite / database, empty for the embedded SQLite")
    broker: str = Field("embedded", description="消息代理：embedded 或 主机:端口 / broker: embedded or host:port")
    broker_port: int = Field(
        0, ge=0, le=65535, description="内置代理端口，0 为自动 / port of the embedded broker, 0 is any"
    )
    broker_user: str = Field("", description="消息代理账号 / account at the broker")
    broker_password: str = Field("", description="消息代理密码 / password at the broker", repr=False)
    site_file: str = Field("", description="站点文件，空为样例站点 / site file, empty for the sample site")
    day_file: str = Field("", description="模拟日脚本 / script of the simulated day")
    speed: float = Field(
        1.0, ge=0.0, description="模拟速度，0 为最快 / speed of the simulated day, 0 is as fast as it goes"
    )
    language: Literal["zh", "en"] = Field("zh", description="界面语言 / language of the screens")
    theme: Literal["dark", "light"] = Field("dark", description="界面主题 / theme of the screens")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What the caller says wins over the environment, and that over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def site_folder(self) -> Path:
        """Everything of this site and kind; a sample never shares a folder with the real site."""
        return self.data_folder / f"{self.site}-{self.kind}"

    @property
    def key_file(self) -> Path:
        """The file of keys for this site and kind."""
        return self.key_folder / f"{self.site}-{self.kind}.keys.json"

    @property
    def heads_file(self) -> Path:
        """The copy of all signed tree heads that an administrator of the database cannot rewrite."""
        return self.key_folder / f"{self.site}-{self.kind}.heads.jsonl"

    @property
    def url(self) -> str:
        """The database's address; the embedded default lies in the site's folder."""
        return self.database_url or f"sqlite:///{self.site_folder / 'site.db'}"
