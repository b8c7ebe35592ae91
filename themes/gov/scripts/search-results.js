// Pages that were found, as items of a list: looked into before they are shown, with the passages that say the words.

/* global elements, searchWords */
/* exported searchResults */
const searchResults = (function () {
  "use strict";

  const BETWEEN = " · "; // stands between passages, which no phrase spans
  const EXCERPT = 110; // characters
  const SHORT_EXCERPT = 60;
  const LEAD = 24; // characters before the first match
  const SECTIONS = 3;

  /** A text with the places of its headings: {head, whole, rows, anchors}; `head` is where the body begins. */
  function laidOut(content) {
    let whole = [content.title, ...content.labels].join(BETWEEN) + BETWEEN;
    const head = whole.length;
    const anchors = [];
    for (const passage of content.text) {
      const text = typeof passage === "string" ? passage : passage[2];
      if (typeof passage !== "string") anchors.push({ id: passage[1], text, start: whole.length });
      whole += text + BETWEEN;
    }
    return { head, whole, rows: searchWords.rows(whole), anchors };
  }

  /** Where a page says the terms: [{start, end, term}] in order; null if one is not said that must be. */
  function hits(page, laid, terms) {
    const found = [];
    for (const [order, { variants, sure }] of terms.entries()) {
      const places = variants.flatMap((words) => searchWords.places(laid.rows, words));
      if (!places.length && !sure.has(page)) return null;
      found.push(...places.map((place) => ({ ...place, term: order })));
    }
    return found.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  /** The place, or the one before it where it would part a character of two units. */
  const between = (text, at) => (/[\uDC00-\uDFFF]/.test(text[at] ?? "") ? at - 1 : at);

  /** The stretch of so many characters with the most different terms: {start, end, score}. */
  function stretch(found, from, to, length) {
    let best = { start: from, end: Math.min(to, from + length), score: 0 };
    for (const { start } of found) {
      const near = found.filter((hit) => hit.start >= start && hit.end <= start + length - LEAD);
      const score = new Set(near.map(({ term }) => term)).size;
      const first = Math.max(from, start - LEAD);
      if (score > best.score) best = { start: first, end: Math.min(to, first + length), score };
    }
    return best;
  }

  /** The characters of a stretch as nodes, matches marked. */
  function excerpt(whole, found, stretched, from, to) {
    const [start, end] = [between(whole, stretched.start), between(whole, stretched.end)];
    const nodes = [start > from ? "…" : ""];
    let at = start;
    for (const hit of found) {
      if (hit.start < at || hit.end > end) continue;
      nodes.push(whole.slice(at, hit.start), elements.make("mark", { text: whole.slice(hit.start, hit.end) }));
      at = hit.end;
    }
    const last = whole.slice(at, end);
    nodes.push(end >= to && last.endsWith(BETWEEN) ? last.slice(0, -BETWEEN.length) : last, end < to ? "…" : "");
    return nodes.filter((node) => node !== "");
  }

  /** The parts of a page in which something was found, as a list of links. */
  function parts(address, laid, found, shown) {
    const { make } = elements;
    const sections = laid.anchors
      .map((anchor, order) => {
        const [from, to] = [anchor.start, laid.anchors[order + 1]?.start ?? laid.whole.length];
        const own = found.filter((hit) => hit.start >= from && hit.end <= to);
        return { ...anchor, order, from, to, own, best: stretch(own, from, to, SHORT_EXCERPT) };
      })
      .filter(({ own }) => own.length)
      .sort((a, b) => b.best.score - a.best.score || a.order - b.order)
      .slice(0, SECTIONS)
      .sort((a, b) => a.order - b.order);
    if (!sections.length) return [];
    return [make("ul", { class: "sections" }, ...sections.map(({ id, text, from, to, own, best }) => {
      const link = new URL(address);
      link.hash = id;
      const part = make("li", {}, make("a", { href: link.href, text }));
      const covered = best.start + LEAD >= shown.start && best.start < shown.end;
      if (!covered) part.append(make("p", { class: "excerpt" }, ...excerpt(laid.whole, own, best, from, to)));
      return part;
    }))];
  }

  /** A page that has all terms, as an item of the list; null for one that does not say them. */
  function item(root, page, content, terms) {
    const { make } = elements;
    const laid = laidOut(content);
    const every = hits(page, laid, terms);
    if (!every) return null;
    const found = every.filter((hit) => hit.start >= laid.head);
    const address = new URL(content.url.split("/").map(encodeURIComponent).join("/"), root);
    const shown = stretch(found, laid.head, laid.whole.length, EXCERPT);
    return make("li", {},
      make("h3", {}, make("a", { href: address.href, text: content.title })),
      make("p", { class: "meta" }, ...content.labels.map((label) => make("span", { text: label }))),
      make("p", { class: "excerpt" }, ...excerpt(laid.whole, found, shown, laid.head, laid.whole.length)),
      ...parts(address, laid, found, shown));
  }

  return { item };
})();
