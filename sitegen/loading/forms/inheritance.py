"""继承: working a form's changes into the form it extends, before anything is validated.

Knows mappings, the word 删除, and the keys 后于, 前于 and 追加校验. Must not know what the keys of a form
mean otherwise. Every node keeps its own file and place, so that complaints point at the file that
wrote it.
"""

from __future__ import annotations

from sitegen.reading.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence

DELETE = "删除"
AFTER = "后于"
BEFORE = "前于"
APPEND = "追加校验"
IDENTITIES = "校验"


class MisplacedChange(Exception):
    """A change that refers to something the parent does not have. `node` is where it says so."""

    def __init__(self, message: str, node: Node) -> None:
        super().__init__(message)
        self.message = message
        self.node = node


def extend(parent: Mapping, child: Mapping) -> Mapping:
    """`parent` with `child`'s changes: same keys are merged, new keys appended or placed.

    Raises MisplacedChange.
    """
    entries = list(parent.entries)
    for change in child.entries:
        if change.key.text == APPEND:
            _append_identities(entries, change)
            continue
        index = _index(entries, change.key.text)
        if isinstance(change.value, Scalar) and change.value.text == DELETE:
            if index is None:
                raise MisplacedChange(f"被继承的表单里没有“{change.key.text}”，无从删除", change.key)
            del entries[index]
            continue
        before = entries[index].value if index is not None else None
        value, place = _without_place(change.value)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            value = extend(before, value)
        elif isinstance(value, Mapping):
            value = extend(Mapping((), value.span), value)
        entry = Entry(change.key, value)
        if index is None:
            entries.append(entry)
            index = len(entries) - 1
        else:
            entries[index] = entry
        if place is not None:
            _move(entries, index, place)
    return Mapping(tuple(entries), child.span)


def plain_form(node: Mapping) -> Mapping:
    """A form that extends none: 追加校验 means 校验, and there is nothing to place or delete."""
    return extend(Mapping((), node.span), node)


def _index(entries: list[Entry], name: str) -> int | None:
    return next((index for index, entry in enumerate(entries) if entry.key.text == name), None)


def _append_identities(entries: list[Entry], change: Entry) -> None:
    index = _index(entries, IDENTITIES)
    if index is None:
        entries.append(Entry(Scalar(IDENTITIES, change.key.span, False), change.value))
        return
    old = entries[index].value
    if isinstance(old, Sequence) and isinstance(change.value, Sequence):
        entries[index] = Entry(entries[index].key, Sequence(old.items + change.value.items, old.span))


def _without_place(value: Node) -> tuple[Node, Entry | None]:
    """`value` without its 后于 or 前于, and that entry."""
    if not isinstance(value, Mapping):
        return value, None
    place = next((entry for entry in value.entries if entry.key.text in (AFTER, BEFORE)), None)
    if place is None:
        return value, None
    rest = tuple(entry for entry in value.entries if entry.key.text not in (AFTER, BEFORE))
    return Mapping(rest, value.span), place


def _move(entries: list[Entry], index: int, place: Entry) -> None:
    entry = entries.pop(index)
    name = place.value.text if isinstance(place.value, Scalar) else ""
    target = _index(entries, name)
    if target is None:
        raise MisplacedChange(f"“{place.key.text}”指的“{name}”在这里不存在", place.value)
    entries.insert(target + (place.key.text == AFTER), entry)
