// Other orders for tables that say `data-sortable`. The order the server gave is never lost: the third
// press brings it back. Totals stay in their places; what has nothing to compare comes last.

(function () {
  "use strict";

  const ORDERS = ["none", "ascending", "descending"];
  const WORDS = { none: "已恢复原来的顺序", ascending: "升序", descending: "降序" };
  const BLANK = /^[—–－-]*$/;
  const collator = new Intl.Collator("zh-CN", { numeric: true });

  /** What a cell is sorted by: its figure, its words as they are seen, or null for nothing. */
  function key(row, column) {
    const cell = row.cells[column];
    if (!cell) return null;
    const figure = cell.querySelector("data[value]");
    if (figure) return Number(figure.value);
    const seen = cell.cloneNode(true);
    seen.querySelectorAll(".visually-hidden, [aria-hidden='true'], .mark").forEach((each) => each.remove());
    const words = seen.textContent.trim();
    return BLANK.test(words) ? null : words;
  }

  /** Figures by size and before words; words as a Chinese dictionary has them, their numbers by size. */
  function compare(one, other) {
    return typeof one === "number" ? one - other : collator.compare(one, other);
  }

  /** The rows in another order; stable, with words among figures after them and what has no key last. */
  function sorted(rows, column, order) {
    if (order === "none") return rows;
    const keyed = rows.map((row) => ({ row, key: key(row, column) }));
    const sign = order === "ascending" ? 1 : -1;
    const kinds = [
      keyed.filter((each) => typeof each.key === "number"),
      keyed.filter((each) => typeof each.key === "string"),
    ];
    kinds.forEach((kind) => kind.sort((one, other) => sign * compare(one.key, other.key)));
    return [...kinds.flat(), ...keyed.filter((each) => each.key === null)].map((each) => each.row);
  }

  const isTotal = (row) => row.classList.contains("total");

  /** Put the rows of a body in an order; `rows` is the server's. Totals keep their places. */
  function arrange(body, rows, column, order) {
    const moved = sorted(
      rows.filter((row) => !isTotal(row)),
      column,
      order,
    )[Symbol.iterator]();
    body.append(...rows.map((row) => (isTotal(row) ? row : moved.next().value)));
  }

  /** Whether every row has one cell a column, so that cells can be compared by their place. */
  function isPlain(table) {
    const cells = [...table.tHead.rows, ...[...table.tBodies].flatMap((body) => [...body.rows])].flatMap((row) => [
      ...row.cells,
    ]);
    return table.tHead.rows.length === 1 && cells.every((cell) => cell.colSpan === 1 && cell.rowSpan === 1);
  }

  function enhance(table) {
    if (!table.tHead || !isPlain(table)) return;
    const heads = [...table.tHead.rows[0].cells];
    const bodies = [...table.tBodies].map((body) => ({ body, rows: [...body.rows] }));
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    (table.closest(".table-block") || table.parentElement).append(status);

    heads.forEach((head, column) => {
      const label = head.textContent.trim();
      if (!label) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.title = "按这一列排序";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort") || "none";
        const order = ORDERS[(ORDERS.indexOf(now) + 1) % ORDERS.length];
        heads.forEach((each) => each.removeAttribute("aria-sort"));
        if (order !== "none") head.setAttribute("aria-sort", order);
        bodies.forEach(({ body, rows }) => arrange(body, rows, column, order));
        status.textContent = order === "none" ? WORDS.none : `按“${label}”${WORDS[order]}`;
      });
    });
  }

  document.querySelectorAll("table[data-sortable]").forEach(enhance);
})();
