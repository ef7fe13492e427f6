"""Languages, identified from the words."""

from __future__ import annotations

import pytest

from corpus.languages.identify import DOUBTFUL_CONFIDENCE, identify

SENTENCES = {
    "en": "Nobody ever told us what became of the answers we gave last year.",
    "fr": "On nous demande notre avis, mais personne ne revient avec une réponse.",
    "es": "Nos preguntan cada año y nunca sabemos qué pasó con nuestras propuestas.",
    "pt": "O preço dos dados móveis não deixa os jovens participar das reuniões.",
    "ru": "Нам никто не рассказал, что стало с нашими предложениями.",
    "uk": "Ніхто не розповів нам, що сталося з нашими пропозиціями.",
    "be": "Ніхто не расказаў нам, што стала з нашымі прапановамі пасля сустрэчы.",
    "ka": "არავის უთქვამს, რა ბედი ეწია ჩვენს წინადადებებს.",
    "hy": "Ոչ ոք մեզ չասաց, թե ինչ եղավ մեր առաջարկների հետ։",
    "ro": "Nimeni nu ne-a spus ce s-a întâmplat cu propunerile noastre.",
    "ar": "لم يخبرنا أحد بما حدث لمقترحاتنا بعد الاجتماع.",
    "sw": "Hakuna aliyetuambia kilichotokea baada ya mapendekezo yetu kupelekwa.",
    "am": "ስለ ሀሳቦቻችን ማንም ምንም አልነገረንም።",
    "de": "Niemand hat uns gesagt, was aus unseren Vorschlägen geworden ist.",
    "zh": "沒有人告訴我們這些建議後來怎麼樣了，年輕人很失望。",
}


@pytest.mark.parametrize(("language", "text"), SENTENCES.items())
def test_a_sentence_is_recognised_in_its_language(language: str, text: str) -> None:
    languages, confidences = identify([text])
    assert languages == [language]
    assert 0.5 < confidences[0] <= 1


def test_a_language_outside_the_expected_list_is_not_pulled_in() -> None:
    assert identify(["Toplantıdan sonra önerilerimize ne olduğunu kimse bize anlatmadı."])[0] == ["tr"]


@pytest.mark.parametrize("text", ["", "123 - 456", "👍", "[email] [phone]"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    languages, confidences = identify([text])
    assert languages == ["und"]
    assert confidences[0] == 0


def test_one_georgian_or_armenian_word_is_enough() -> None:
    assert identify(["დიახ", "Այո"])[0] == ["ka", "hy"]


UNKNOWN = {
    "Tigrinya": "ኣብ ኣኼባ ዝሓተትናዮ ሕቶ ዝምልሶ ሰብ ኣይረኸብናን።",
    "Yiddish": "קיינער האָט אונדז נישט דערציילט וואָס איז געשען מיט אונדזערע פֿאָרשלאָגן.",
    "Tswana": "Ga go ope yo o re boleletseng gore go diragetse eng ka ditshitshinyo tsa rona.",
    "Abkhaz": "Ҳара ҳазҵаарақәа рҭак азәгьы иҳаимҭеит.",
    "Ossetian": "Ирон адӕм сӕ фарстытӕн дзуапп нӕ райстой, фӕлӕ та ӕрцыдысты.",
    "Cherokee": "ᎠᏂᏴᏫ ᎤᎾᏚᎵᏍᎬ",
    "Dhivehi": "އަހަރެމެންގެ ސުވާލަށް ޖަވާބެއް ނުދެއެވެ",
}


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN)
def test_a_language_that_the_model_does_not_know_is_undetermined(text: str) -> None:
    languages, confidences = identify([text])
    assert languages == ["und"]
    assert confidences[0] <= DOUBTFUL_CONFIDENCE


@pytest.mark.parametrize(
    "text",
    [
        "Dañu bëgg a xam lu tax kenn tontuwul sunuy laaj ci ndaje mi.",
        "Nta n'umwe yatubwiye ivyavuye mu vyiyumviro twatanze mu nama.",
        "Walay usa nga misulti kanamo kung unsa ang nahitabo sa among mga sugyot.",
    ],
    ids=["Wolof", "Kirundi", "Cebuano"],
)
def test_a_near_relative_of_a_known_language_is_never_taken_for_it_with_confidence(text: str) -> None:
    assert identify([text])[1][0] <= DOUBTFUL_CONFIDENCE


def test_yoruba_without_its_marks_is_still_yoruba() -> None:
    text = "Ko si eni to so fun wa ohun to sele si awon imoran wa leyin ipade."
    assert identify([text])[0] == ["yo"]


def test_many_texts_get_what_each_gets_alone() -> None:
    texts = [*SENTENCES.values(), *UNKNOWN.values(), "", "Sim"]
    languages, confidences = identify(texts)
    alone = [identify([text]) for text in texts]
    assert languages == [found[0] for found, _ in alone]
    assert confidences.tolist() == [probable[0] for _, probable in alone]
