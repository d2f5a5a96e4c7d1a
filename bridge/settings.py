"""Settings: environment variables `MAGPIE_…` over `magpie.toml`; every one has a default that works.

Between levels stand two underscores (`MAGPIE_TELEGRAM__TOKEN`). Secrets may be given as the path of a file instead
(`MAGPIE_TELEGRAM__TOKEN_FILE`), as containers hand them over.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

DAY = 86_400


class SettingsError(Exception):
    """A setting cannot be used; the message says which and what would be right."""


#: Several addresses, in the environment with commas between them.
Addresses = Annotated[list[str], NoDecode, BeforeValidator(lambda v: v.split(",") if isinstance(v, str) else v)]


#: A secret; an empty one is none, so that a line left blank in a compose file switches nothing on.
Secret = Annotated[SecretStr | None, BeforeValidator(lambda value: value or None)]


class Telegram(BaseModel):
    """The Telegram bot; off without a token. The addresses are for a Bot API server of one's own."""

    token: Secret = None
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    webhook_url: str = ""
    webhook_secret: Secret = None
    webhook_host: str = "0.0.0.0"  # noqa: S104 - Telegram's servers must reach it
    webhook_port: int = 8443


class Discord(BaseModel):
    """The Discord bot; off without a token."""

    token: Secret = None
    api_url: str = "https://discord.com/api/v10"
    gateway_url: str = ""
    cdn_url: str = "https://cdn.discordapp.com"


class Web(BaseModel):
    """The web room. `public_url` is how people reach it, where that differs from host and port."""

    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = ""
    trusted_proxies: Addresses = []
    upload_limit: int = Field(default=10 * 1024 * 1024, description="bytes")


class Translation(BaseModel):
    """Where `magpie models install` looks."""

    package_index: str = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"


class Delivery(BaseModel):
    """How late messages are shown. Seconds."""

    late_after: float = Field(default=300, description="older than this, a message carries the time it was written")
    digest_after: float = Field(default=DAY, description="older than this, messages come together as a digest")


class Operations(BaseModel):
    """The host's own port for health, metrics and the admin page.

    With 0 they stand on the web room's port, metrics and the admin page for this machine alone.
    """

    host: str = "127.0.0.1"
    port: int = 0
    admin_token: Secret = Field(default=None, description="opens /admin; without one it is made and kept in a file")
    retention_days: int = Field(default=30, description="how long the text of messages is kept")


class Settings(BaseSettings):
    """All settings of one Magpie."""

    model_config = SettingsConfigDict(
        env_prefix="MAGPIE_", env_nested_delimiter="__", toml_file="magpie.toml", extra="ignore"
    )

    data_dir: Path = Path("data")
    log_level: str = "info"
    log_format: str = Field(default="auto", description="auto, console or json")
    telegram: Telegram = Telegram()
    discord: Discord = Discord()
    web: Web = Web()
    translation: Translation = Translation()
    delivery: Delivery = Delivery()
    operations: Operations = Operations()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic hands over all four
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment first, then secrets in files, then `magpie.toml`."""
        files = _SecretFiles(settings_cls)
        return init_settings, env_settings, files, TomlConfigSettingsSource(settings_cls)


class _SecretFiles(EnvSettingsSource):
    """Reads `MAGPIE_…_FILE` variables as the paths of files that hold the value."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        prefix, suffix = "magpie_", "_file"
        return {
            name.lower().removesuffix(suffix): _read_secret(name, path)
            for name, path in os.environ.items()
            if name.lower().startswith(prefix) and name.lower().endswith(suffix) and path
        }


def _read_secret(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(f"{name} names {path}, which cannot be read: {error.strerror}.") from error


def load_settings(**values: Any) -> Settings:  # noqa: ANN401 - pydantic checks them
    """Read the settings; raises `SettingsError` with one sentence for the first setting that is wrong."""
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = "MAGPIE_" + "__".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"The setting {name} cannot be used: {first['msg']}.") from error
    except ValueError as error:
        raise SettingsError(f"The settings cannot be read: {error}.") from error
