"""Hostile words run nothing: every payload wherever people write, in each kind of page and in what a page saves.

The one file is walked as it is, when the browser must not even have to forbid anything, and without its content
security policy, when escaping is all that protects; so is the report of pages, without its policy, with a third of the
pages of topics, and the list of runs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import lxml.etree
import pytest
from playwright.sync_api import Browser, Dialog, Page, expect
from ruamel.yaml import YAML

from flows.settings import Settings, load_settings
from reports.index import render_index
from reports.run_folder import Run, write_run
from tests.reports.invented_run import Consultation
from tests.reports.payloads import FORMULA, PAYLOADS, PAYLOADS_BY_SUBJECT
from tests.reports.visits import needs_browser

pytestmark = needs_browser

TRIPWIRE = """
window.tripped = [];
const trip = (event) => tripped.push(`${event.violatedDirective} ${event.blockedURI}`);
addEventListener("securitypolicyviolation", trip, true);
// What a page saves is kept here instead of on disk.
window.made = [];
const addressOf = URL.createObjectURL;
URL.createObjectURL = (blob) => { made.push({ blob }); return addressOf.call(URL, blob); };
const click = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () {
  if (this.hasAttribute("download")) made.at(-1).name = this.download;
  else click.call(this);
};
"""


@dataclass
class Watched:
    """A page, and everything that it does beyond showing itself."""

    page: Page
    alarms: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def check(self, folder: Path) -> None:
        """Nothing ran, nothing was asked for but the report's own files, and nothing had to be forbidden."""
        assert self.page.evaluate("[window.hacked, Object.prototype.hacked, ...tripped].filter(Boolean)") == []
        assert self.alarms == []
        assert [url for url in self.requests if not url.startswith((folder.as_uri(), "data:", "blob:"))] == []


@contextmanager
def watched(browser: Browser, *, has_policy: bool = True) -> Iterator[Watched]:
    """A new page on which every sign of a script that runs is written down."""
    context = browser.new_context(offline=True, bypass_csp=not has_policy, reduced_motion="reduce")
    context.add_init_script(TRIPWIRE)
    seen = Watched(context.new_page())
    page = seen.page
    page.on("console", lambda message: seen.alarms.append(message.text))
    page.on("pageerror", lambda error: seen.alarms.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("popup", lambda popup: seen.alarms.append(popup.url))

    def dismiss(dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            seen.alarms.append(dialog.message)
        dialog.accept()

    page.on("dialog", dismiss)
    yield seen
    context.close()


@pytest.fixture(scope="module")
def site(hostile: Consultation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report of pages, under attack."""
    run = write_run(
        hostile.findings,
        hostile.manifest,
        tmp_path_factory.mktemp("site"),
        themes=hostile.themes,
        groups=hostile.groups,
        language="en",
        min_group_size=5,
        site="pages",
    )
    return run / "report"


ADDRESSES = re.compile(r"(#|\.\./|topics/|data/|\d+\.html|runs/)[^:]*|data:,")

ELEMENTS = (
    "iframe, frame, img, image, use, base, object, embed, video, audio, source, portal, marquee, template, "
    "foreignObject, form[action], meta[http-equiv=refresh], main script, main style, svg script, svg style"
)
ATTRIBUTES = r"^(on.*|style|srcset|srcdoc|formaction|action|autofocus|is)$"


def check_parts(page: Page) -> None:
    """There is no element and no attribute that could run or fetch anything, and every link leads to the report."""
    assert page.locator(ELEMENTS).count() == 0
    names = (
        "[...document.querySelectorAll('*')].flatMap((part) => part.id === 'map-tip' ? [] : part.getAttributeNames())"
    )
    assert [name for name in set(page.evaluate(names)) if re.fullmatch(ATTRIBUTES, name)] == []
    links = "[...document.querySelectorAll('[href], [*|href]')].map((part) => part.getAttribute('href') ?? 'xlink')"
    assert [link for link in page.evaluate(links) if not ADDRESSES.fullmatch(link)] == []


def open_and_sort(page: Page) -> None:
    page.evaluate("""() => {
      document.querySelectorAll("details").forEach((panel) => { panel.open = true; });
      const sorters = [...document.querySelectorAll("th button")];
      [...sorters, ...sorters].forEach((button) => button.click());
    }""")


def search(page: Page, values: dict[str, list[str]]) -> list[str]:
    """Ask for every value of every filter, touching and copying what is found; returns searches that found nothing."""
    found: list[str] = page.evaluate(
        """async (values) => {
          const nothing = [];
          // The other parts aside: to lay them out for every search would take minutes.
          const others = document.querySelectorAll("main > section:not(#quotes)");
          others.forEach((part) => { part.hidden = true; });
          for (const [name, all] of Object.entries(values)) for (const value of all) {
            const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
            location.hash = `#quotes&${new URLSearchParams({ [name]: value })}`;
            await changed;
            if (!document.querySelector("#quote-rows tr")) nothing.push(`${name} ${value}`);
            document.querySelectorAll("#quote-rows tr:first-child button.tool").forEach((button) => button.click());
            document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
          }
          others.forEach((part) => { part.hidden = false; });
          return nothing;
        }""",
        values,
    )
    return found


def touch_map(page: Page) -> None:
    page.evaluate("""() => {
      const map = document.getElementById("map");
      map.focus();
      for (const key of [...Array(40).fill("ArrowRight"), "Enter", "+", "ArrowDown", "Home", "Escape"]) {
        map.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      }
    }""")


def save_everything(page: Page) -> dict[str, str]:
    """What every button saves, by file name; pictures of dots by their first letters."""
    saved: dict[str, str] = page.evaluate("""async () => {
      const buttons = [...document.querySelectorAll("button.save")];
      buttons.forEach((button) => button.click());
      const tick = () => new Promise((go) => setTimeout(go, 50));
      for (let wait = 0; made.length < buttons.length && wait < 400; wait += 1) await tick();
      if (made.length !== buttons.length) throw new Error(`${made.length} of ${buttons.length} files`);
      const texts = await Promise.all(made.map(({ blob }) => blob.text()));
      return Object.fromEntries(made.map(({ name }, at) => [`${at} ${name}`, texts[at]]));
    }""")
    return saved


def decide_and_mark(page: Page, payloads: list[str], by: str) -> dict[str, dict[str, str]]:
    """Type every payload as name and note of a topic of its own, mark quotes, and download; returns what was typed."""
    typed: dict[str, dict[str, str]] = page.evaluate(
        """({ payloads, by }) => {
          const typed = {};
          const form = document.getElementById("decide-form");
          const deciders = [...document.querySelectorAll("details [data-decide]")];
          const topics = [...new Set(deciders.map((button) => button.dataset.decide))];
          topics.slice(0, payloads.length).forEach((topic, at) => {
            document.querySelector(`[data-decide="${topic}"]`).click();
            form.elements.label.value = `x${payloads[at]}`;
            form.elements.note.value = payloads[(at + 1) % payloads.length] || "x";
            typed[topic] = { label: form.elements.label.value.trim(), note: form.elements.note.value.trim() };
            form.requestSubmit();
          });
          const marks = document.getElementById("mark-form");
          [...document.querySelectorAll("[data-mark]")].slice(0, 20).forEach((button, at) => {
            button.click();
            marks.elements.theme.selectedIndex = at;
            marks.querySelector("button[value=yes]").click();
            document.getElementById("mark-dialog").close();
          });
          document.getElementById("tray-open").click();
          const tray = document.getElementById("tray-form");
          tray.elements.by.value = by;
          for (const file of ["curation", "marks"]) tray.requestSubmit(tray.querySelector(`[value=${file}]`));
          document.getElementById("tray-dialog").close();
          return typed;
        }""",
        {"payloads": payloads, "by": by},
    )
    return typed


def read_back(files: dict[str, str], consultation: Consultation, folder: Path) -> Settings:
    """The settings of a configuration that names the saved decisions."""
    (folder / "curation.yaml").write_text(files["curation.yaml"], "utf-8", newline="")
    (folder / "notes").mkdir(exist_ok=True)
    themes = "".join(f"- {{id: {theme.id}, label: a, description: b}}\n" for theme in consultation.themes)
    (folder / "themes.yaml").write_text(themes, "utf-8")
    text = "name: a\nsources: [{type: notes, path: notes}]\nthemes: themes.yaml\ncuration: curation.yaml\n"
    (folder / "config.yaml").write_text(text, "utf-8")
    return load_settings(folder / "config.yaml")


def made_files(page: Page) -> dict[str, str]:
    """What the page saved last, by file name."""
    files: dict[str, str] = page.evaluate("""async () => {
      const texts = await Promise.all(made.map(({ blob }) => blob.text()));
      return Object.fromEntries(made.map(({ name }, at) => [name, texts[at]]));
    }""")
    return files


def print_it(page: Page) -> None:
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")


def test_there_are_a_hundred_payloads_and_they_differ() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100
    assert len(PAYLOADS_BY_SUBJECT) >= 15


@pytest.mark.parametrize("has_policy", [True, False])
def test_the_tripwire_notices_what_runs(browser: Browser, tmp_path: Path, *, has_policy: bool) -> None:
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    for at, payload in enumerate(PAYLOADS_BY_SUBJECT["elements"][:1] + PAYLOADS_BY_SUBJECT["event handlers"][:3]):
        page = tmp_path / f"{at}.html"
        page.write_text(f"<!doctype html>{policy}<p>{payload}", "utf-8")
        with watched(browser, has_policy=has_policy) as seen:
            seen.page.goto(page.as_uri())
            with pytest.raises(AssertionError):
                seen.check(tmp_path)


@pytest.mark.parametrize(("form", "has_policy"), [("one file", True), ("one file", False), ("pages", False)])
def test_a_reader_who_tries_everything_runs_nothing(
    browser: Browser,
    reports: dict[str, Path],
    hostile: Consultation,
    site: Path,
    tmp_path: Path,
    *,
    form: str,
    has_policy: bool,
) -> None:
    entry = reports["hostile"] if form == "one file" else site / "index.html"
    with watched(browser, has_policy=has_policy) as seen:
        page = seen.page
        page.goto(entry.as_uri())
        page.wait_for_selector("#quotes-status:not(:empty)", state="attached")
        if form == "pages":
            page.wait_for_selector("#arriving[hidden]", state="attached")
            expect(page.locator("#quotes-status")).to_contain_text(f"{len(hostile.findings.statements):,}")
        touch_map(page)
        assert search(page, {"q": PAYLOADS}) == []
        search(
            page, {name: PAYLOADS[at::5] for at, name in enumerate(("session", "source", "group", "theme", "topic"))}
        )
        open_and_sort(page)
        files = save_everything(page)
        print_it(page)
        check_parts(page)
        seen.check(entry.parent)
    check_saved(browser, files, tmp_path)


def check_saved(browser: Browser, files: dict[str, str], folder: Path) -> None:
    """Tables hold no formula; drawings are well-formed and, opened on their own, without any policy, run nothing."""
    for name, text in files.items():
        assert re.fullmatch(r"\d+ [\w\-\u0300-\u036f]+\.(csv|svg|png)", name), name
        if name.endswith(".csv"):
            cells = [cell for line in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) for cell in line]
            assert [cell for cell in cells if FORMULA.search(cell) and not re.fullmatch(r"-?[\d.]+", cell)] == []
        elif name.endswith(".png"):
            assert text[1:4] == "PNG"
    drawings = {text for name, text in files.items() if name.endswith(".svg")}
    assert drawings
    with watched(browser) as seen:
        for at, text in enumerate(drawings):
            tags = {lxml.etree.QName(part).localname for part in lxml.etree.fromstring(text.encode()).iter("{*}*")}
            assert tags <= {"svg", "title", "desc", "rect", "g", "path", "text", "clipPath", "line", "defs"}, tags
            path = folder / f"{at}.svg"
            path.write_text(text, "utf-8")
            seen.page.goto(path.as_uri())
            seen.check(folder)


def test_the_pages_of_topics_and_the_list_of_runs_run_nothing(browser: Browser, site: Path, tmp_path: Path) -> None:
    runs = [Run(f"r{at}", site, {"name": name}, {}) for at, name in enumerate(PAYLOADS)]
    (tmp_path / "index.html").write_text(render_index(runs, "en"), "utf-8")
    topics = sorted((site / "topics").iterdir())
    assert len(topics) > len(PAYLOADS) / 3
    for folder, paths in ((site, topics[::3]), (site.parents[2], ["index.html"]), (tmp_path, ["index.html"])):
        with watched(browser, has_policy=False) as seen:
            for path in paths:
                seen.page.goto((folder / path).as_uri())
                open_and_sort(seen.page)
                check_parts(seen.page)
                seen.check(folder)


def test_whatever_is_decided_runs_nothing_and_is_read_back(
    browser: Browser, reports: dict[str, Path], hostile: Consultation, tmp_path: Path
) -> None:
    """Every payload is typed as a name and as a note; the analyst's own name is one too."""
    with watched(browser) as seen:
        page = seen.page
        typed: list[tuple[dict[str, dict[str, str]], dict[str, str]]] = []
        page.goto(reports["hostile"].as_uri())
        for start in range(0, len(PAYLOADS), 65):
            given = decide_and_mark(page, PAYLOADS[start : start + 65], by=PAYLOADS[start])
            typed.append((given, made_files(page)))
        check_parts(page)
        seen.check(reports["hostile"].parent)
    for given, files in typed:
        curation = read_back(files, hostile, tmp_path).curation
        told = {topic: {kind: getattr(curation[int(topic)], kind) for kind in ("label", "note")} for topic in given}
        assert told == given
        marks = YAML(typ="safe").load(files["marks.yaml"])
        assert len(marks) > 0
        assert all(list(mark) == ["statement", "theme", "belongs", "by", "date"] for mark in marks)
