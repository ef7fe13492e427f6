from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ConfigError, OutputError, SourceError
from flows.calibration import (
    Calibration,
    calibrate,
    calibration_for,
    expected_calibration,
    load_calibration,
    save_calibration,
)
from models.encoder import Vectors, unit
from models.neutralise import neutralise

N_SENTENCES, N_DIMS = 60, 24
WORD = {"arb_Arab": "ماء", "eng_Latn": "water", "kat_Geor": "წყალი", "rus_Cyrl": "вода"}
"""A language's own word; the number beside it is the sentence, the same in every language."""


class CloudEncoder:
    """A sentence has one meaning in every language, and every language a cloud of its own."""

    def __init__(self, fingerprint: str = "cloud-1") -> None:
        self.fingerprint = fingerprint
        rng = np.random.default_rng(3)
        self.meanings = rng.standard_normal((N_SENTENCES + 1, N_DIMS))
        self.clouds = {word: rng.standard_normal(N_DIMS) * 2 for word in WORD.values()}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), 24), unit length."""
        parts = [text.split() for text in texts]
        return unit(np.stack([self.meanings[int(number)] + self.clouds[word] for word, number in parts]))


@pytest.fixture
def parallel(tmp_path: Path) -> Path:
    """Sixty sentences in four languages in the layout of SIB-200, in another order in each."""
    folder = tmp_path / "reference"
    for seed, (language, word) in enumerate(WORD.items()):
        order = np.random.default_rng(seed).permutation(N_SENTENCES)
        rows = [f"{100 + number}\tscience\t{word} {number}" for number in order]
        (folder / language).mkdir(parents=True)
        (folder / language / "train.tsv").write_text("\n".join(["index_id\tcategory\ttext", *rows]), "utf-8")
    return folder


@pytest.fixture
def calibration(parallel: Path) -> Calibration:
    return calibrate(parallel, CloudEncoder())


def test_the_same_sentence_comes_nearer_in_another_language(calibration: Calibration) -> None:
    encoder = CloudEncoder()
    english, georgian = (
        encoder.encode([f"{WORD[language]} {n}" for n in range(20)]) for language in ("eng_Latn", "kat_Geor")
    )
    before = (english * georgian).sum(axis=1).mean()
    english, georgian = (neutralise(vectors, calibration.offsets) for vectors in (english, georgian))
    similarity = english @ georgian.T
    assert similarity.diagonal().mean() > before + 0.2
    assert similarity.argmax(axis=1).tolist() == list(range(20))


def test_a_calibration_says_what_it_was_measured_on(calibration: Calibration) -> None:
    assert calibration.offsets.encoder == "cloud-1"
    assert sorted(calibration.offsets.languages) == sorted(WORD)
    assert calibration.offsets.provenance["reference"] == "reference"
    assert calibration.offsets.provenance["languages"] == "4"
    assert not any("/" in value for value in calibration.offsets.provenance.values())


def test_figures_do_not_depend_on_the_order_of_rows(calibration: Calibration, parallel: Path) -> None:
    for path in parallel.glob("*/train.tsv"):
        header, *rows = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([header, *sorted(rows)]), "utf-8")
    again = calibrate(parallel, CloudEncoder())
    assert again.offsets.sha256 == calibration.offsets.sha256
    np.testing.assert_array_equal(again.background.mean, calibration.background.mean)


def test_a_sentence_that_one_language_lacks_is_left_out(parallel: Path) -> None:
    complete = calibrate(parallel, CloudEncoder()).offsets
    path = parallel / "rus_Cyrl" / "train.tsv"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n999\tscience\tвода {N_SENTENCES}")
    assert calibrate(parallel, CloudEncoder()).offsets.sha256 == complete.sha256


def test_every_language_is_shown_as_progress(parallel: Path) -> None:
    seen: list[str] = []

    def watch(languages: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
        seen.extend(name for name, _ in languages)
        return languages

    calibrate(parallel, CloudEncoder(), progress=watch)
    assert seen == sorted(WORD)


def test_what_is_saved_is_loaded_again(calibration: Calibration, tmp_path: Path) -> None:
    save_calibration(calibration, tmp_path / "offsets.npz")
    loaded = load_calibration(tmp_path / "offsets.npz")
    assert loaded.offsets.sha256 == calibration.offsets.sha256
    assert loaded.offsets.encoder == calibration.offsets.encoder
    assert loaded.offsets.languages == calibration.offsets.languages
    assert loaded.offsets.provenance == calibration.offsets.provenance
    np.testing.assert_allclose(loaded.background.mean, calibration.background.mean)
    # Kept in half precision, which has eleven bits.
    np.testing.assert_allclose(loaded.background.covariance, calibration.background.covariance, rtol=2e-3, atol=1e-4)


def test_a_file_that_cannot_be_written_is_told_with_a_remedy(calibration: Calibration, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Choose another place with --save"):
        save_calibration(calibration, tmp_path / "absent" / "offsets.npz")


def test_the_figures_of_the_named_file_are_used(calibration: Calibration, tmp_path: Path) -> None:
    save_calibration(calibration, tmp_path / "offsets.npz")
    found = calibration_for(CloudEncoder(), tmp_path / "offsets.npz")
    assert found is not None
    assert found.offsets.sha256 == calibration.offsets.sha256


def test_figures_of_another_encoder_are_refused(calibration: Calibration, tmp_path: Path) -> None:
    save_calibration(calibration, tmp_path / "offsets.npz")
    with pytest.raises(ConfigError, match=r"offsets.npz was measured on encoder cloud-1, but this run uses cloud-2"):
        calibration_for(CloudEncoder("cloud-2"), tmp_path / "offsets.npz")


def test_no_figures_are_used_where_none_are_asked_for_or_none_fit() -> None:
    assert calibration_for(CloudEncoder(), "off") is None
    assert calibration_for(CloudEncoder(), "auto") is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"text,lang\n"])
def test_a_file_that_holds_no_figures_is_told_with_a_remedy(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "offsets.npz").write_bytes(content)
    with pytest.raises(SourceError, match=r"offsets.npz holds no language offsets. Make them with `underheard calib"):
        load_calibration(tmp_path / "offsets.npz")


def test_an_archive_of_other_figures_is_told_too(tmp_path: Path) -> None:
    np.savez(tmp_path / "offsets.npz", mean=np.zeros(3))
    with pytest.raises(SourceError, match="holds no language offsets"):
        load_calibration(tmp_path / "offsets.npz")


def test_a_folder_without_a_reference_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="needs at least two folders"):
        calibrate(tmp_path, CloudEncoder())


def test_languages_without_a_common_sentence_are_told(parallel: Path) -> None:
    (parallel / "rus_Cyrl" / "train.tsv").write_text("index_id\tcategory\ttext\n7000\tscience\tвода 1\n", "utf-8")
    with pytest.raises(SourceError, match="no index_id occurs in every language"):
        calibrate(parallel, CloudEncoder())


@pytest.mark.parametrize("content", [b"", b"index_id\ttext\n1\t\xff\xfe\xfa\n", b"number\tsentence\n1\twater\n"])
def test_a_damaged_file_of_the_reference_is_told_by_name(content: bytes, parallel: Path) -> None:
    (parallel / "rus_Cyrl" / "train.tsv").write_bytes(content)
    with pytest.raises(SourceError, match=r"rus_Cyrl.train\.tsv"):
        calibrate(parallel, CloudEncoder())


@pytest.mark.slow
def test_the_shipped_figures_belong_to_the_bundled_encoder() -> None:
    from flows.encoders import EncoderSettings, load_encoder

    encoder = load_encoder(EncoderSettings(device="cpu"))
    shipped = calibration_for(encoder, "auto")
    assert shipped is not None
    assert len(shipped.offsets.languages) > 200
    assert shipped.offsets.provenance["reference"]
    assert calibration_for(CloudEncoder(f"{encoder.fingerprint}-other"), "auto") is None


def test_figures_fit_an_encoder_in_every_precision(calibration: Calibration, tmp_path: Path) -> None:
    save_calibration(calibration, tmp_path / "offsets.npz")
    measured_on = calibration.offsets.encoder
    for precision in ("", "-int8", "-bfloat16"):
        assert calibration_for(CloudEncoder(f"{measured_on}{precision}"), tmp_path / "offsets.npz") is not None


def write_reference(folder: Path) -> Path:
    """Sentences of two words that the tiny model knows, in four languages."""
    words = {
        "eng_Latn": ("water", "school", "the"),
        "rus_Cyrl": ("вода", "школа", "is"),
        "arb_Arab": ("ماء", "مدرسة", "visa"),
        "kat_Geor": ("წყალი", "სკოლა", "ջուր"),
    }
    for language, (first, second, third) in words.items():
        sentences = [f"{a} {b} {c}" for a in (first, second) for b in (second, third) for c in (first, second, third)]
        rows = [f"{number}\tx\t{sentence}" for number, sentence in enumerate(sentences)]
        (folder / language).mkdir(parents=True)
        (folder / language / "train.tsv").write_text("\n".join(["index_id\tcategory\ttext", *rows]), "utf-8")
    return folder


@pytest.mark.parametrize("prompt", [None, "query: "])
def test_a_local_encoder_is_calibrated_by_the_command_and_its_file_is_accepted(
    prompt: str | None,
    tiny_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from flows.cli import main
    from flows.encoders import load_encoder
    from flows.settings import load_settings

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    reference = write_reference(tmp_path / "reference")
    arguments = ["calibrate", reference, "--encoder", tiny_model, "--save", tmp_path / "offsets.npz"]
    assert main([str(each) for each in (*arguments, *(("--prompt", prompt) if prompt else ()))]) == 0
    assert "4 languages measured" in capsys.readouterr().out

    (tmp_path / "words.csv").write_text("text\nماء\n", "utf-8")
    (tmp_path / "config.yaml").write_text(
        "name: n\nsources: [{type: table, path: words.csv, columns: {text: text}}]\nneutralise: offsets.npz\n"
        f"encoder: {{model: '{tiny_model}'{f', prompt: {prompt!r}' if prompt else ''}}}\n",
        "utf-8",
    )
    settings = load_settings(tmp_path / "config.yaml")
    encoder = load_encoder(settings.encoder)
    found = calibration_for(encoder, settings.neutralise)
    assert found is not None
    vectors = neutralise(encoder.encode(["ماء مدرسة", "წყალი სკოლა", "unknown"]), found.offsets)
    assert vectors.shape == (3, 16)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_what_can_be_told_without_the_encoder_is_told(calibration: Calibration, tmp_path: Path) -> None:
    save_calibration(calibration, tmp_path / "offsets.npz")
    named = expected_calibration("someone/other", tmp_path / "offsets.npz")
    assert named is not None
    assert named.offsets.languages == calibration.offsets.languages
    shipped = expected_calibration("bundled", "auto")
    assert shipped is not None
    assert len(shipped.offsets.languages) > 200
    assert expected_calibration("someone/other", "auto") is None
    assert expected_calibration("bundled", "off") is None
