// Other names of the same, years and departments in a query: what is known without looking into any text.

/* global searchWords */
/* exported searchNames */
const searchNames = (function () {
  "use strict";

  const MOST_VARIANTS = 6;
  const NEAR = 0.6; // so much of a word must be in a department's name for it to be offered
  const MOST_OFFERED = 3;
  const YEAR = /^(?:19|20)[0-9]{2}$/;
  const OF_A_YEAR = ["", "年", "年度"];

  const joined = (text) => searchWords.phrases(text).flat().join("");

  /** The year that words are, or 0. */
  function yearOf(words) {
    return YEAR.test(words[0]) && OF_A_YEAR.includes(words.slice(1).join("")) ? Number(words[0]) : 0;
  }

  /** How many words from `at` on say a year, if that is plain: 2021年, 2021年度, 2021 at the end. */
  function yearLength(words, at) {
    if (!YEAR.test(words[at])) return 0;
    if (words[at + 1] === "年") return words[at + 2] === "度" ? 3 : 2;
    return at === words.length - 1 ? 1 : 0;
  }

  /** How many characters the two have in common, in order. */
  function inCommon(first, second) {
    let row = new Array(second.length + 1).fill(0);
    for (const character of first) {
      const next = [0];
      [...second].forEach((other, at) => next.push(character === other ? row[at] + 1 : Math.max(row[at + 1], next[at])));
      row = next;
    }
    return row.at(-1);
  }

  /** What a directory knows of names: {variants, departments, isLikeOne, nearest, longest}. */
  function known(directory) {
    const groups = directory.synonyms.map((names) => names.map(joined).filter(Boolean));
    const bodies = directory.departments.map(([name, short]) => ({ name, keys: [joined(name), joined(short)].filter(Boolean) }));
    const vocabulary = new Set([...groups.flat(), ...bodies.flatMap(({ keys }) => keys)].filter((name) => name.length > 1));
    const longestName = Math.max(0, ...[...vocabulary].map((name) => name.length));

    /** The words in every way to say them, first as they are. */
    function variants(words) {
      const text = words.join("");
      const found = new Set([text]);
      for (const names of groups) {
        const name = names.filter((each) => text.includes(each)).sort((a, b) => b.length - a.length)[0];
        if (name) names.filter((other) => other !== name).forEach((other) => found.add(text.replace(name, other)));
      }
      const said = [...found].slice(0, MOST_VARIANTS).map((each) => searchWords.phrases(each)[0]);
      said[0] = words;
      return said.filter(Boolean);
    }

    /** The departments that words name, by their full name, by a short one, or by how such a name ends. */
    function departments(said) {
      const names = said.filter((words) => words.length > 1).map((words) => words.join(""));
      return new Set(
        bodies.filter(({ keys }) => keys.some((key) => names.some((name) => key.endsWith(name)))).map(({ name }) => name),
      );
    }

    /** Whether words end as departments' names do. */
    const isLikeOne = (words) => bodies.some(({ keys }) => keys.some((key) => key.endsWith(words.at(-1))));

    /** The names of departments that words may mean. */
    function nearest(words) {
      const text = words.join("");
      if (text.length < 2) return [];
      return bodies
        .map(({ name, keys }) => ({ name, share: Math.max(...keys.map((key) => inCommon(text, key))) / text.length }))
        .filter(({ share }) => share >= NEAR)
        .sort((a, b) => b.share - a.share)
        .slice(0, MOST_OFFERED)
        .map(({ name }) => name);
    }

    /** How many words from `at` on are the longest known name there; 0 if none is. */
    function longest(words, at) {
      for (let length = Math.min(longestName, words.length - at); length > 1; length -= 1) {
        if (vocabulary.has(words.slice(at, at + length).join(""))) return length;
      }
      return 0;
    }

    return { variants, departments, isLikeOne, nearest, longest };
  }

  return { known, yearOf, yearLength };
})();
