"""Nothing is ever put in a wrong place, whatever is wrong with the document: what cannot be told is left out and said."""

from __future__ import annotations

import random

import pytest

from sitegen.importing.placing.ledger import Fate
from sitegen.importing.placing.place import place
from sitegen.importing.placing.words import key
from sitegen.importing.readers.read import blocks_of
from sitegen.importing.source import Document
from tests.importing import documents
from tests.importing.damages import Damages
from tests.rendering.pages_under_test import examples

FROM = (
    "2020/yueyang-kexie/yueyang-bumen-zhengti",
    "2022/yongde-minglang-zhongxue/yunnan-gongkai14",
    "2021/shili-keji/bumen-juesuan",
    "2021/langzhong-jiaotong/zhuanyi-zhifu",
    "2022/guichi-tangxi/anhui-xiangmu-zhichu",
    "2015/guilin-sifa/guangxi-sangong-yusuan",
)
EACH = 4
"""Damages of each kind to each document."""
BY_NAME = ("row label renamed",)
"""What changes the address itself, where rows have the names that the report gives them."""


def misplaced(before, after, kind):
    """Texts that stand elsewhere now than they did, without a word about it."""
    stood = {entry.at: entry for entry in before.entries}
    for entry in after.entries:
        if not entry.addresses:
            continue
        old = stood.get(entry.at)
        if old is None:
            if kind == "column more":
                yield entry
        elif old.addresses != entry.addresses:
            is_again = old.fate is Fate.STRUCTURE and key(entry.text) in key(entry.addresses[0])
            if not (is_again or entry.why or (kind in BY_NAME and "某某项" in entry.addresses[0])):
                yield entry


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("report", FROM)
def test_no_damage_puts_anything_in_a_wrong_place(report, kind):
    _, made, _ = examples()[report]
    data = documents.word(made) if kind == "docx" else documents.workbook(made)
    document = Document("a", blocks_of(f"a.{kind}", data))
    before = place(made.form, document)
    damages = Damages(document, {entry.at for entry in before.entries if entry.fate is Fate.STRUCTURE})
    chance = random.Random(f"{report} {kind}")
    for name, damage in damages.kinds.items():
        for _ in range(EACH):
            damaged = damage(chance)
            if damaged is None:
                continue
            after = place(made.form, damaged)
            assert list(misplaced(before, after, name)) == [], name
            accounted_for(damaged, after)


def accounted_for(document, placed):
    """Every text of the document has one fate, and every address one text."""
    texts = [(unit.at, unit.text) for unit in document.units() if unit.text.strip() or unit.notes]
    assert [(entry.at, entry.text) for entry in placed.entries] == texts
    addresses = [address for entry in placed.entries for address in entry.addresses]
    assert len(addresses) == len(set(addresses))
    for entry in placed.entries:
        assert bool(entry.addresses) == (entry.fate in (Fate.PLACED, Fate.CHANGED))
        assert entry.fate is not Fate.UNCLEAR or entry.why
