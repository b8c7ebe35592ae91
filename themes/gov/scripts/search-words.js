// How texts and queries are cut into words, by the rules of sitegen/search/spelling.py: one Chinese character is one
// word, a number is one word however it is written, and the words of a phrase stand side by side.

/* exported searchWords */
const searchWords = (function () {
  "use strict";

  const QUOTES = new Set("“”‘’\"'《》〈〉「」『』");
  const CHINESE = /^[\u3400-\u4DBF\u4E00-\u9FFF]$/;
  const PIECE =
    /([\u3400-\u4DBF\u4E00-\u9FFF])|((?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)(?:\.[0-9]+)?)|([A-Za-z0-9\u00C0-\u024F]+)|([^\S\uFEFF]+)|(.)/gsu;

  const isChinese = (word) => CHINESE.test(word);

  /** The text with digits, letters and decimal points of one width; every place in it stays what it was. */
  function even(text) {
    return text
      .replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/(?<=[0-9])[．，](?=[0-9])/gu, (mark) => (mark === "．" ? "." : ","));
  }

  const letters = (text) =>
    text
      .replace(/[^\p{L}\p{N}]/gu, "")
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{M}/gu, "");

  function number(text) {
    const [whole, decimals = ""] = text.replaceAll(",", "").split(".");
    const kept = decimals.replace(/0+$/, "");
    return kept ? `${whole}.${kept}` : whole;
  }

  /** The words of a composed text in rows that stand side by side, each {word, start, end}. */
  function rows(text) {
    const found = [];
    let row = [];
    for (const match of even(text).matchAll(PIECE)) {
      const [piece, chinese, digits, , space, other] = match;
      const word = chinese || (digits ? number(digits) : letters(piece));
      if (word) {
        row.push({ word, start: match.index, end: match.index + piece.length });
      } else if (row.length && (space || !(QUOTES.has(other) || /[\p{Cf}\p{Cc}\p{M}]/u.test(other)))) {
        found.push(row);
        row = [];
      }
    }
    if (row.length) found.push(row);
    return found;
  }

  /** The phrases of a query, each a list of words. */
  function phrases(query) {
    const found = rows(query.normalize("NFC")).map((row) => row.map(({ word }) => word));
    return [...new Map(found.map((words) => [words.join(" "), words])).values()];
  }

  /** Where the words stand side by side: [{start, end}]. */
  function places(cut, words) {
    const found = [];
    for (const row of cut) {
      for (let at = 0; at + words.length <= row.length; at += 1) {
        if (words.every((word, step) => row[at + step].word === word)) {
          found.push({ start: row[at].start, end: row[at + words.length - 1].end });
        }
      }
    }
    return found;
  }

  return { isChinese, rows, phrases, places };
})();
