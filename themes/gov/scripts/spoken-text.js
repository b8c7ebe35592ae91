// What is read aloud of a page: its text in the order of reading, as a voice should get it.

/* exported spokenText */
const spokenText = (function () {
  "use strict";

  /** Read as one whole, by a way of its own. */
  const WHOLE = "h1, h2, h3, h4, h5, h6, p, caption, figcaption, summary, pre, dt, dd, dl > div, tr";
  /** Cannot be part of a line of text. */
  const BLOCK = `${WHOLE}, address, article, aside, blockquote, details, div, dl, figure, footer, header, li, ol,
    section, table, ul`;
  /** Ways to elsewhere, tools and drawings: not part of the text. */
  const SILENT = "nav, form, script, style, template, svg, thead, [hidden], [aria-hidden='true'], .downloads";
  /** Columns whose figures are no amounts, though the table states the unit of its amounts. */
  const NO_AMOUNT = /分值|得分|满分|扣分|评分|权重|比重|占比|比例|率/;
  /** A header that ends with a unit of its own, such as 批次（个）. */
  const OWN_UNIT = /[（(][^（）()A-Za-z0-9]{1,4}[）)]$/;
  /** Where a comma is to be heard that is not written; what is written is never changed. */
  const PAUSE = "\u001f";

  /** What is read, in order: each block of the text with its sentences. */
  function blocks(main) {
    const found = [];

    function add(element, text) {
      const spoken = punctuated(pronounceable(text));
      if (/[\p{L}\p{N}]/u.test(spoken)) found.push({ element, text: spoken });
    }

    function gather(element) {
      if (element.matches(`${SILENT}, .visually-hidden`) || !visible(element)) return;
      if (element.matches("tr")) return add(element, row(element));
      if (element.matches("dl > div")) return add(element, pair(element));
      if (element.matches(WHOLE)) return add(element, words(element));
      // A container: lines of text between its blocks are blocks as well.
      let line = "";
      for (const child of element.childNodes) {
        if (child.nodeType === Node.ELEMENT_NODE && (child.matches(BLOCK) || child.querySelector(BLOCK))) {
          add(element, line);
          line = "";
          gather(child);
        } else {
          line += wordsOf(child);
        }
      }
      add(element, line);
    }

    gather(main);
    return found;
  }

  function visible(element) {
    return element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0;
  }

  /** The words of `element` and after them the notes they refer to: a 注1 beside 87.01 must not be read as 187.01. */
  function words(element) {
    const notes = [...element.querySelectorAll(".mark")].map((mark) => mark.textContent.replace(/^.*注/s, "注"));
    const text = [...element.childNodes].map(wordsOf).join("");
    return notes.length ? `${text}${PAUSE}见${notes.join("、")}` : text;
  }

  /** The words of a node inside a block; what stands apart on the screen is set apart by commas. */
  function wordsOf(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(`${SILENT}, .mark`)) return "";
    if (node.matches("br")) return PAUSE;
    const text = [...node.childNodes].map(wordsOf).join("");
    const hidden = node.classList.contains("visually-hidden");
    const inline = getComputedStyle(node).display.startsWith("inline") && !node.parentElement.matches(".meta, .caption-text");
    return hidden || inline ? text : `${PAUSE}${text}${PAUSE}`;
  }

  /** Text as a voice should get it: minus signs and thousands as words and digits, no ornaments. */
  function pronounceable(text) {
    return text
      .replace(/[\s\u200b]+/g, " ")
      .replace(/[✓✔✗✘▲▼△●○■□◆◇↑↓]/gu, "")
      .replace(/(^|[^\d.])−(?=\d)/g, "$1负")
      .replace(/(^|[ ，：；（])-(?=\d)/g, "$1负")
      .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
      .replace(/^[\u001f… ]+|[\u001f ]+$/g, "");
  }

  /** Pauses as commas, where no sign says the same already. */
  function punctuated(text) {
    return text
      .replace(/ ?(?:\u001f ?)+/g, PAUSE)
      .replace(/\u001f(?=[。；：，、！？）])|([。；：，、！？（])\u001f/g, "$1")
      .replaceAll(PAUSE, "，");
  }

  /** 名称：内容 of a list of terms. */
  function pair(element) {
    return [...element.children].map((each) => pronounceable(words(each))).filter(Boolean).join("：");
  }

  /** A row of a table as a sentence: what it is about, then every value after the header of its column. */
  function row(line) {
    const table = line.closest("table");
    const stated = table.querySelector(".unit-line");
    const unit = stated ? stated.textContent.replace(/^.*[：:]/s, "").trim() : "";
    const parts = [];
    let lead = "";
    for (const cell of line.cells) {
      if (cell.matches(".number, .filler")) continue;
      const text = pronounceable(words(cell));
      if (cell.tagName === "TH") {
        if (text) lead += text + PAUSE;
      } else if (text) {
        const column = columnOf(cell, table);
        parts.push(lead + (column && column + PAUSE) + amount(cell, text, column, lead, unit));
        lead = "";
      }
    }
    if (lead) parts.push(lead);
    return parts.join("；");
  }

  /** The words of a value, with the unit that the table states for its amounts. */
  function amount(cell, text, column, lead, unit) {
    if (text === "—" || text === "-") return "无";
    const figure = cell.querySelector("data[value]");
    if (!figure) return text;
    const own = cell.dataset.unit ?? figure.dataset.unit;
    const others = NO_AMOUNT.test(column) || OWN_UNIT.test(column) || OWN_UNIT.test(lead.slice(0, -1));
    const wanted = own ?? (others ? "" : unit);
    return wanted ? text.replace(/^(负?\d+(?:\.\d+)?)(?=$|\u001f)/, `$1 ${wanted}`) : text;
  }

  /** The header of the column of `cell`: the last one in the head that it names, or the one above it. */
  function columnOf(cell, table) {
    const named = cell.headers ? cell.headers.split(/\s+/).map((id) => document.getElementById(id)) : [];
    const above = named.filter((each) => each && each.closest("thead")).at(-1);
    const lone = table.tHead && table.tHead.rows.length === 1 ? table.tHead.rows[0].cells[cell.cellIndex] : null;
    const header = above || lone;
    return header ? pronounceable(words(header)) : "";
  }

  /** A long text in parts of a few sentences: some voices stop after a quarter of a minute. */
  function pieces(text) {
    const sentences = text.match(/[^。！？；]+[。！？；]*[”’」』）]*/g) || [text];
    const found = [];
    for (const sentence of sentences) {
      if (found.length && (found.at(-1) + sentence).length <= 80) found[found.length - 1] += sentence;
      else found.push(sentence);
    }
    return found.map((each) => each.replace(/；$/, "").trim());
  }

  return { blocks, pieces };
})();
