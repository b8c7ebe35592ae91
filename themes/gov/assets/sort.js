// Other orders for tables that say `data-sortable`. The order the server gave is never lost: the third
// press brings it back. Totals stay where they are; what is empty or — comes last.

(function () {
  "use strict";

  const ORDERS = ["none", "ascending", "descending"];
  const WORDS = { none: "原来的顺序", ascending: "升序", descending: "降序" };
  const collator = new Intl.Collator("zh-CN", { numeric: true });

  /** What a cell is sorted by: its figure, its words, or null for nothing. */
  function key(row, column) {
    const cell = row.cells[column];
    const figure = cell && cell.querySelector("data[value]");
    if (figure) return Number(figure.value);
    const words = cell ? cell.textContent.trim() : "";
    return words === "" || words === "—" ? null : words;
  }

  function compare(one, other) {
    if (typeof one === "number" && typeof other === "number") return one - other;
    return collator.compare(String(one), String(other));
  }

  /** The rows in another order; stable, with what has no key last. */
  function sorted(rows, column, order) {
    if (order === "none") return rows;
    const keyed = rows.map((row) => ({ row, key: key(row, column) }));
    const full = keyed.filter((each) => each.key !== null);
    const empty = keyed.filter((each) => each.key === null);
    const sign = order === "ascending" ? 1 : -1;
    full.sort((one, other) => sign * compare(one.key, other.key));
    return [...full, ...empty].map((each) => each.row);
  }

  function enhance(table) {
    const heads = [...table.tHead.rows].at(-1).cells;
    const bodies = [...table.tBodies].map((body) => ({
      body,
      rows: [...body.rows].filter((row) => !row.classList.contains("total")),
      totals: [...body.rows].filter((row) => row.classList.contains("total")),
    }));
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    table.closest(".table-block")?.append(status);

    [...heads].forEach((head, column) => {
      const label = head.textContent.trim();
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = label;
      button.title = "按这一列排序";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort") || "none";
        const order = ORDERS[(ORDERS.indexOf(now) + 1) % ORDERS.length];
        [...heads].forEach((each) => each.removeAttribute("aria-sort"));
        if (order !== "none") head.setAttribute("aria-sort", order);
        for (const { body, rows, totals } of bodies) {
          const first = totals.length && body.rows[0] === totals[0];
          const moved = sorted(rows, column, order);
          body.append(...(first ? [...totals, ...moved] : [...moved, ...totals]));
        }
        status.textContent = order === "none" ? WORDS.none : `按“${label}”${WORDS[order]}`;
      });
    });
  }

  document.querySelectorAll("table[data-sortable]").forEach(enhance);
})();
