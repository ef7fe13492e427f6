"""One frozen `Settings` from the configuration and the files it names, or every mistake in them at once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
    ValidationError,
    field_validator,
)

from corpus.errors import ConfigError
from corpus.sources import NotesSource, PolisSource, Source, TableColumns, TableSource, WebAddress
from flows.cluster import INSTALL, ClusterSettings, has_cluster_packages
from flows.config_entries import (
    AsDecision,
    AsGroup,
    AsMark,
    AsTheme,
    DecisionEntry,
    GroupEntry,
    MarkEntry,
    Text,
    ThemeEntry,
    as_list,
)
from flows.config_files import absent_sources, is_address, problems_of_content, problems_of_llm_labels, with_files
from flows.config_problems import as_problems
from flows.cron import check_cron
from flows.encoders import EncoderSettings
from flows.llm_client import LlmLabelSettings
from flows.notify import NotifySettings
from flows.placed_yaml import KeyPath, Place, Problem, read_yaml
from flows.remote_folder import check_address, is_remote
from flows.retention import RetentionSettings
from flows.side_by_side import Contradiction, contradicting_decisions, contradicting_marks
from models.curation import SplitOut
from models.gate import GateSettings
from models.theme_marks import Mark
from models.topics import TopicSettings
from reports.excerpts import Quotes
from reports.site_form import Site

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ReportLanguage = Literal["en", "fr", "es"]


def _check_timezone(name: str) -> str:
    if name not in available_timezones():
        close = get_close_matches(name, available_timezones(), n=1)
        hint = f"Did you mean {close[0]!r}?" if close else "Write one such as Europe/Brussels."
        raise ValueError(f"there is no time zone {name!r}. {hint}")
    return name


@dataclass(frozen=True)
class PrivacySettings:
    """What personal data is taken out, and the fewest people a published figure may rest on.

    `names` and `allow` are lists: names to replace besides those that are found, and public names that stay readable.
    `review` says whether a run leaves the data team a list of what was replaced. `quotes` says how statements of
    sensitive groups are quoted where enough people stand behind them.
    """

    redact: bool = True
    names: Path | None = None
    allow: Path | None = None
    review: bool = True
    min_group_size: Annotated[int, Field(ge=2)] = 5
    quotes: Quotes = "full"


@dataclass(frozen=True)
class ReportSettings:
    """The report's language, and whether it is one file or a page a topic (`auto`: by the number of statements)."""

    language: ReportLanguage = "en"
    site: Site = "auto"


@dataclass(frozen=True)
class NightlySettings:
    """When the nightly refresh runs: within the phase from `start` to `end`, both included, in local time."""

    start: date
    end: date
    cron: Annotated[str, AfterValidator(check_cron)] = "0 2 * * *"
    timezone: Annotated[str, AfterValidator(_check_timezone)] = "UTC"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"end {self.end} lies before start {self.start}. Swap or correct them.")

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.timezone)


def _as_source(source: object) -> object:
    """The source with lists where a participant's only group stands without brackets, and its address as one."""
    if not isinstance(source, dict):
        return source
    changes: dict[str, object] = {}
    if isinstance(groups := source.get("groups"), dict):
        changes["groups"] = {who: as_list(group) for who, group in groups.items()}
    if isinstance(path := source.get("path"), str) and source.get("type") == "polis" and is_address(path):
        with suppress(ValueError):  # told by problems_of_content
            changes["path"] = WebAddress(path)
    return {**source, **changes}


def _as_output(output: object) -> Path | str | None:
    """A path, or an address as it is written.

    Raises:
        ValueError: it is neither, or an address with a login.
    """
    if output is None or isinstance(output, Path):
        return output
    if not isinstance(output, str):
        raise ValueError("this must be a folder, or an address such as s3://bucket/folder.")
    return check_address(output) if is_remote(output) else Path(output)


class Settings(BaseModel):
    """The whole configuration of a consultation, with absolute paths. Make it with `load_settings`."""

    # A number where text is meant, as in `id: 7`, is the text "7": people leave quotes out.
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    name: Text
    sources: Annotated[tuple[Annotated[Source, Field(discriminator="type")], ...], Field(min_length=1)]
    themes: tuple[AsTheme, ...] = ()
    groups: tuple[AsGroup, ...] = ()
    duplicates: Literal["each", "once"] = "each"
    encoder: EncoderSettings = EncoderSettings()
    neutralise: Literal["auto", "off"] | Path = "auto"
    topics: TopicSettings = TopicSettings()
    privacy: PrivacySettings = PrivacySettings()
    curation: dict[int, AsDecision] = {}
    marks: tuple[AsMark, ...] = ()
    report: ReportSettings = ReportSettings()
    llm_labels: LlmLabelSettings | None = None
    gate: GateSettings = GateSettings()
    nightly: NightlySettings | None = None
    notify: NotifySettings | None = None
    retention: RetentionSettings | None = None
    cluster: ClusterSettings | None = None
    output: Annotated[Path | str | None, PlainValidator(_as_output)] = None
    """A folder of this machine, or the address of a remote one (`flows.working_copy`)."""

    @field_validator("sources", mode="before")
    @classmethod
    def _as_sources(cls, sources: object) -> object:
        return [_as_source(source) for source in sources] if isinstance(sources, list) else sources

    _file: Path = PrivateAttr(default=Path())
    _contradictions: tuple[Contradiction, ...] = PrivateAttr(default=())
    _absent_sources: dict[int, str] = PrivateAttr(default_factory=dict)

    @property
    def file(self) -> Path:
        """The configuration's own path, absolute."""
        return self._file

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where analysts' files contradict one another; of each, the last word is in `curation` and `marks`."""
        return self._contradictions

    @property
    def absent_sources(self) -> dict[int, str]:
        """What to do about each source that is not there, by its number in `sources`."""
        return self._absent_sources

    def as_document(self) -> dict[str, Any]:
        """The configuration as plain JSON values, without a path that tells about the machine.

        A path near the configuration is relative to it; of any other only the name is left.
        """
        folder = self.file.parent
        document = {name: _json_value(getattr(self, name), folder) for name in type(self).model_fields}
        if Path(self.encoder.model).is_absolute():
            model = _shown_path(Path(self.encoder.model), folder)
            document["encoder"] = _json_value(replace(self.encoder, model=model), folder)
        return document


def _keys(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


_KEYS: dict[tuple[str, ...], tuple[str, ...]] = {
    (): tuple(Settings.model_fields),
    ("sources", "notes"): _keys(NotesSource),
    ("sources", "polis"): _keys(PolisSource),
    ("sources", "table"): _keys(TableSource),
    ("sources", "table", "columns"): _keys(TableColumns),
    ("themes",): _keys(ThemeEntry),
    ("groups",): _keys(GroupEntry),
    ("encoder",): _keys(EncoderSettings),
    ("topics",): _keys(TopicSettings),
    ("privacy",): _keys(PrivacySettings),
    ("curation",): tuple(DecisionEntry.model_fields),
    ("curation", "split_out"): _keys(SplitOut),
    ("marks",): tuple(MarkEntry.model_fields),
    ("report",): _keys(ReportSettings),
    ("llm_labels",): _keys(LlmLabelSettings),
    ("gate",): _keys(GateSettings),
    ("nightly",): _keys(NightlySettings),
    ("notify",): _keys(NotifySettings),
    ("retention",): _keys(RetentionSettings),
    ("cluster",): _keys(ClusterSettings),
}
"""The keys that each section of the configuration may have."""


def load_settings(path: Path, *, may_lack_sources: bool = False) -> Settings:
    """The settings of the configuration at `path`; a path in it is relative to the file that names it.

    With `may_lack_sources`, sources that are not there are no mistake yet: `absent_sources` names them.

    Raises:
        ConfigError: every mistake in the configuration and in the files that it names, with file and line.
    """
    if path.is_dir():
        raise ConfigError(f"{path} is a folder. Give the path of the YAML file in it.")
    if not path.is_file():
        raise ConfigError(f"There is no configuration {path}. Give the path of a YAML file.")
    document = with_files(read_yaml(path), path.parent)
    absent = absent_sources(document, path.parent)
    problems = [*document.problems, *problems_of_content(document, path.parent)]
    if not may_lack_sources:
        problems += absent.values()
    settings = None
    if isinstance(document.content, dict):
        try:
            settings = Settings.model_validate(document.content)
        except ValidationError as error:
            problems += as_problems(error.errors(), document.places, _KEYS)
        else:
            if asked := settings.llm_labels:
                problems += problems_of_llm_labels(asked, document.places, is_redacted=settings.privacy.redact)
            if settings.topics.backend == "cuml" and find_spec("cuml") is None:
                sentence = "topics.backend: cuml needs NVIDIA's cuML and a GPU. Install it, or write cpu."
                problems.append(Problem(document.places["topics", "backend"], sentence))
            if settings.cluster and not has_cluster_packages():
                sentence = f"cluster needs optional packages. Install them with `{INSTALL}`."
                problems.append(Problem(document.places["cluster",], sentence))
    elif not problems:
        sentence = "it is empty, or has no keys. Begin with `name:` and `sources:`."
        problems.append(Problem(document.places[()], sentence))
    if settings is None or problems:
        in_order = sorted(set(problems), key=lambda each: (each.place.file, each.place.line, each.sentence))
        raise ConfigError(*map(str, in_order))
    settings = settings.model_copy(update={"marks": _placed(settings.marks, document.places)})
    settings._absent_sources = {number: str(problem) for number, problem in absent.items()}
    settings._contradictions = (
        *contradicting_decisions(document),
        *contradicting_marks(settings.marks, settings.themes, document.places),
    )
    return _absolute(settings, path.absolute())


def _placed(marks: Sequence[Mark], places: Mapping[KeyPath, Place]) -> tuple[Mark, ...]:
    """The marks with the file and line of each, without the folder."""
    at = [places["marks", index] for index in range(len(marks))]
    return tuple(
        replace(mark, place=f"{place.file.name}, line {place.line}") for mark, place in zip(marks, at, strict=True)
    )


def nightly_of(settings: Settings) -> NightlySettings:
    """The settings of the nightly run.

    Raises:
        ConfigError: there are none.
    """
    if settings.nightly is None:
        raise ConfigError(f"{settings.file.name} has no key 'nightly'. Add it, with cron, timezone, start and end.")
    return settings.nightly


def _absolute(settings: Settings, file: Path) -> Settings:
    """The settings with every path joined to the folder of the configuration."""
    folder = file.parent
    changes: dict[str, Any] = {"sources": tuple(_absolute_source(source, folder) for source in settings.sources)}
    for key in ("neutralise", "output"):
        if isinstance(value := getattr(settings, key), Path):
            changes[key] = folder / value
    if (folder / settings.encoder.model).is_dir():
        changes["encoder"] = replace(settings.encoder, model=str(folder / settings.encoder.model))
    lists = {key: folder / path for key in ("names", "allow") if (path := getattr(settings.privacy, key))}
    changes["privacy"] = replace(settings.privacy, **lists)
    if settings.cluster and isinstance(settings.cluster.folder, Path):
        changes["cluster"] = replace(settings.cluster, folder=folder / settings.cluster.folder)
    absolute = settings.model_copy(update=changes)
    absolute._file = file
    return absolute


def _absolute_source(source: Source, folder: Path) -> Source:
    if isinstance(source, NotesSource) and source.sessions:
        return replace(source, path=folder / source.path, sessions=folder / source.sessions)
    if isinstance(source, PolisSource):
        path = source.path if isinstance(source.path, WebAddress) else folder / source.path
        groups = folder / source.groups if isinstance(source.groups, Path) else source.groups
        return replace(source, path=path, groups=groups)
    return replace(source, path=folder / source.path)


def _json_value(value: object, folder: Path) -> object:
    if isinstance(value, PurePath):
        return _shown_path(value, folder)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, WebAddress):
        return value.address
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _json_value(getattr(value, each.name), folder) for each in fields(value) if each.compare}
    if isinstance(value, dict):
        return {str(key): _json_value(each, folder) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(each, folder) for each in value]
    return value


def _shown_path(path: PurePath, folder: Path) -> str:
    """Relative to the configuration's folder where it lies there or beside it, else only the name."""
    path, near = PurePath(os.path.normpath(path)), folder.parent
    if near != near.parent and path.is_relative_to(near):
        return PurePath(os.path.relpath(path, folder)).as_posix()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
