"""From bytes to text: every file that cannot be used says why, and where."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.findings import MAX_SHOWN
from sitegen.reading.text import YAML_LIMIT, decode_source, forbidden, read_source, without_forbidden


def only(diagnostics):
    """Code, line and column of the one finding."""
    (found,) = diagnostics
    return found.code, found.place.line, found.place.column


def test_a_file_is_read_as_it_is(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes("甲: 1\r\n乙: 𠮷\n".encode())
    source, found = read_source(path, "content/a.yaml", YAML_LIMIT)
    assert found == ()
    assert source.path == "content/a.yaml"
    assert source.lines == ("甲: 1", "乙: 𠮷", "")


def test_a_byte_order_mark_is_dropped():
    source, found = decode_source(b"\xef\xbb\xbf" + "甲: 1".encode(), "a")
    assert (source.text, found) == ("甲: 1", ())


def test_files_that_cannot_be_opened(tmp_path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    reasons = {"missing": "文件不存在", "folder": "这是一个文件夹", "pipe": "这不是普通文件"}
    for name, reason in reasons.items():
        source, found = read_source(tmp_path / name, name, YAML_LIMIT)
        assert source is None
        assert only(found) == ("YAML101", 1, 1)
        assert reason in found[0].message


def test_the_limit_is_in_bytes_and_belongs_to_what_is_allowed(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x" * 10)
    assert read_source(path, "a", 10)[1] == ()
    source, found = read_source(path, "a", 9)
    assert source is None
    assert only(found) == ("YAML103", 1, 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_16_utf16_says_so(encoding):
    source, found = decode_source("表单: demo\n年度: 2020\n".encode(encoding), "a")
    assert source is None
    assert only(found) == ("YAML102", 1, 1)
    assert "UTF-16" in found[0].message
    assert "另存为" in found[0].remedy


def test_16_gbk_says_so_and_shows_the_line():
    source, found = decode_source("a: 1\nb: 岳阳\n".encode("gbk"), "a")
    assert source is None
    assert only(found) == ("YAML102", 2, 4)
    assert "GBK" in found[0].message
    assert found[0].place.line_text == "b: 岳阳"


def test_16_gbk_after_a_byte_order_mark_is_found_at_its_place():
    _, found = decode_source(b"\xef\xbb\xbf" + "a: 岳阳".encode("gbk"), "a")
    assert only(found) == ("YAML102", 1, 4)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x07", "控制字符 U+0007"),
        ("\x85", "控制字符 U+0085"),
        ("\u200b", "看不见的空白字符 U+200B"),
        ("\u200f", "改变文字方向的隐藏字符 U+200F"),
        ("\u202e", "改变文字方向的隐藏字符 U+202E"),
        ("\u2067", "改变文字方向的隐藏字符 U+2067"),
        ("\u2028", "隐藏的分行符 U+2028"),
        ("\ufeff", "看不见的空白字符 U+FEFF"),
    ],
)
def test_17_23_characters_that_must_not_occur(character, name):
    source, found = decode_source(f"甲: 1\r\n乙: 二{character}三\n".encode(), "a")
    assert only(found) == ("YAML104", 2, 5)
    assert name in found[0].message
    assert source.lines[1] == "乙: 二\ufffd三", "reading goes on without the character"
    assert character not in found[0].place.line_text, "a terminal must not be fooled either"


def test_many_characters_are_counted():
    _, found = decode_source(("\u202e" * 100).encode(), "a")
    assert len(found) == MAX_SHOWN + 1
    assert "还有 80 处" in found[-1].message


@given(st.binary(max_size=200))
def test_any_bytes_give_a_source_or_a_finding(data):
    source, found = decode_source(data, "a")
    assert source is not None or found
    if source is not None:
        assert not list(forbidden(source.text))
        assert len(source.text) == len(without_forbidden(data.decode("utf-8-sig")))
