"""`make recall`: measure and write docs/checks-quality.md."""

from __future__ import annotations

from tests.recall.run import DOCUMENT, document, measure, share


def main() -> None:
    """Measure, write, and print the sums."""
    measured = measure()
    DOCUMENT.write_text(document(measured), encoding="utf-8")
    for title, seeded in measured.parts.items():
        found, due = share(seeded)
        print(f"{title}：应当查出 {due}，查出 {found}（{100 * found / max(due, 1):.1f}%）")
    print(f"冤枉 {len(measured.alarms)} 处")
    print(f"已写入 {DOCUMENT.name}")


if __name__ == "__main__":
    main()
