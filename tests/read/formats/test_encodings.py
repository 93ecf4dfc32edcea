"""Bytes into characters: right, or refused."""

import pytest

from yalu.read.formats import documents
from yalu.vocabulary import DocumentError

KOREAN = "화물열차가 단둥에서 신의주로 다시 운행을 시작했다고 통일부가 밝혔다. 열차는 오전에 다리를 건넜다. "
CHINESE = "货运列车周一恢复运行，海关表示，列车早上通过大桥，运送药品和食品等物资。"
RUSSIAN = "Грузовой поезд прошёл через границу, сообщили на железной дороге в понедельник. "
FRENCH = "Un train de marchandises a traversé le pont après deux années de fermeture. "


def page(text: str, encoding: str, head: str = "") -> bytes:
    story = "".join(f"<p>{text}{number}</p>" for number in range(5))
    return f"<html><head>{head}</head><body>{story}</body></html>".encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_plain_text_is_unicode(encoding):
    (document,) = documents("Поезд прошёл.\r\n".encode(encoding), "a.txt")
    assert document.text == "Поезд прошёл.\r\n"


def test_plain_text_in_another_encoding_names_the_byte():
    with pytest.raises(DocumentError, match=r"not text in UTF-8 \(byte 3 is 0xe9\); convert it"):
        documents(b"caf\xe9", "a.txt")


def test_plain_text_with_a_declared_charset_is_read_in_it():
    how = {"content_type": "text/plain; charset=EUC-KR"}
    (document,) = documents(KOREAN.encode("euc-kr"), "a", **how)
    assert document.text == KOREAN


@pytest.mark.parametrize(
    ("head", "content_type"),
    [
        ('<meta charset="windows-1251">', None),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', None),
        ("", "text/html; charset=windows-1251"),
        ('<meta charset="utf-8">', "text/html; charset=windows-1251"),
    ],
)
def test_a_page_is_read_in_its_declared_charset(head, content_type):
    data = page(RUSSIAN, "cp1251", head)
    assert RUSSIAN.strip() in documents(data, "a.html", content_type=content_type)[0].text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "euc-kr"),
        (CHINESE, "gb18030"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("The ministry said “ten wagons” – no more. ", "cp1252"),
    ],
)
def test_a_page_that_declares_nothing_is_read_where_there_is_no_doubt(text, encoding):
    text = text.replace("ё", "е")
    assert text.strip() in documents(page(text, encoding), "a.html")[0].text


def test_a_page_that_could_be_in_several_encodings_is_refused():
    with pytest.raises(DocumentError, match="not text in UTF-8"):
        documents(page(FRENCH, "cp1252"), "a.html")


@pytest.mark.parametrize("charset", ["utf-16", "zlib", "idna", "rot13", "no-such", "undefined"])
def test_a_charset_that_cannot_be_meant_is_ignored(charset):
    data = page(RUSSIAN, "utf-8", f'<meta charset="{charset}">')
    assert RUSSIAN.strip() in documents(data, "a.html")[0].text


def test_a_wrongly_declared_charset_is_refused():
    data = page(RUSSIAN, "cp1251", '<meta charset="utf-8">')
    with pytest.raises(DocumentError, match="not text in UTF-8"):
        documents(data, "a.html")
