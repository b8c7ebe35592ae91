// From a query to pages in order: what it asks for, which pages may have all of it, and what to say where none has.

/* global searchIndex, searchNames, searchWords */
/* exported searchQuery */
const searchQuery = (function () {
  "use strict";

  const IN_NAME = 4; // what a page is of: its department, its year
  const IN_TITLE = 2;
  const IN_TEXT = 1;
  const LONGEST = 24; // words of a phrase that is taken apart
  const FILLERS = ["是多少", "有多少", "多少", "有哪些", "哪些", "怎么样", "怎样", "什么", "请问", "的", "吗", "呢", "是"];
  const MOST_YEARS = 2;

  const RANK = { department: 0, report: 0, year: 1, other: 1, form: 2 };

  /** Words without what only makes a question of them. */
  function withoutFillers(words) {
    let text = words.join("");
    let left = words;
    for (let again = true; again;) {
      again = false;
      for (const filler of FILLERS) {
        const length = filler.length;
        if (left.length > length && text.endsWith(filler)) left = left.slice(0, -length);
        else if (left.length > length && text.startsWith(filler)) left = left.slice(length);
        else continue;
        text = left.join("");
        again = true;
      }
    }
    return left;
  }

  /** The questions that can be asked of an open index: {find}. */
  function asking(index) {
    const names = searchNames.known(index.directory);

    /** What a part of a query asks for, with the pages that may have it and how much it says of each. */
    async function term(words) {
      const year = searchNames.yearOf(words);
      const variants = year ? [words] : names.variants(words);
      const departments = year ? new Set() : names.departments(variants);
      const weights = new Map();
      const sure = new Set(); // pages that need not be looked into
      const add = (page, weight) => weights.set(page, Math.max(weight, weights.get(page) ?? 0));
      await Promise.all(variants.map(async (each) => {
        const [inText, inTitle] = await Promise.all([index.candidates(each), index.candidates(each, { title: true })]);
        const whole = each.length === 1 || (each.length === 2 && each.every(searchWords.isChinese));
        inText.forEach((page) => {
          add(page, IN_TEXT);
          if (whole) sure.add(page);
        });
        inTitle.forEach((page) => add(page, IN_TITLE));
      }));
      if (year || departments.size) {
        for (const [page, said] of index.pages) {
          if ((year && said.year === year) || departments.has(said.department)) {
            add(page, IN_NAME);
            sure.add(page);
          }
        }
      }
      return { words, variants, year, departments, weights, sure };
    }

    /** A row of words that is nowhere as it stands, as the longest pieces that are somewhere; what is nowhere stays, a
        single character that is left over is dropped. */
    async function longestPieces(words) {
      const found = [];
      let lost = [];
      const give = async () => {
        const leftOver = lost.length === 1 && words.length > 1 && (await index.candidates(lost)).size;
        if (lost.length && !leftOver) found.push(lost);
        lost = [];
      };
      for (let at = 0; at < words.length;) {
        let length = 0;
        for (let next = searchWords.isChinese(words[at]) ? 2 : 1; at + next <= words.length; next += 1) {
          if (!(await index.candidates(words.slice(at, at + next))).size) break;
          length = next;
        }
        if (length) {
          await give();
          found.push(words.slice(at, at + length));
        } else {
          lost.push(words[at]);
        }
        at += length || 1;
      }
      await give();
      return found;
    }

    /** A phrase as years, known names, and the longest pieces of the rest. */
    async function apart(phrase) {
      const words = withoutFillers(phrase).slice(0, LONGEST);
      const found = [];
      let rest = [];
      const flush = async () => {
        const left = rest.length ? withoutFillers(rest) : rest;
        rest = [];
        if (left.length && !FILLERS.includes(left.join(""))) found.push(...(await longestPieces(left)));
      };
      for (let at = 0; at < words.length;) {
        const length = searchNames.yearLength(words, at) || names.longest(words, at);
        if (length) {
          await flush();
          found.push(words.slice(at, at + length));
        } else {
          rest.push(words[at]);
        }
        at += length || 1;
      }
      await flush();
      return found;
    }

    const together = (terms) =>
      terms.length ? searchIndex.common(terms.map(({ weights }) => new Set(weights.keys()))) : new Set(index.pages.keys());

    const fits = (said, filters) =>
      Object.entries(filters).every(([name, value]) => (name === "year" ? `${said.year}年度` : said[name]) === value);

    function ordered(pages, terms, filters) {
      const weigh = (page) => {
        const said = index.pages.get(page);
        const own = said.kind === "department" && terms.every(({ departments }) => departments.size) ? 1 : 0;
        return terms.reduce((sum, { weights }) => sum + (weights.get(page) ?? 0), own);
      };
      return [...pages]
        .filter((page) => index.pages.has(page) && fits(index.pages.get(page), filters))
        .map((page) => ({ page, said: index.pages.get(page), weight: weigh(page) }))
        .sort((a, b) =>
          RANK[a.said.kind] - RANK[b.said.kind]
          || b.weight - a.weight
          || (b.said.year ?? 0) - (a.said.year ?? 0)
          || a.page - b.page)
        .map(({ page }) => page);
    }

    /** The years next to the one asked for of which there are reports with the other words; none if it has one. */
    function nearestYears(terms) {
      const asked = terms.find(({ year }) => year);
      if (!asked) return [];
      const pages = together(terms.filter((each) => each !== asked));
      const years = new Set(
        [...pages].map((page) => index.pages.get(page)).filter((said) => said?.kind === "report").map(({ year }) => year),
      );
      if (years.has(asked.year)) return [];
      return [...years].sort((a, b) => Math.abs(a - asked.year) - Math.abs(b - asked.year) || b - a).slice(0, MOST_YEARS);
    }

    /** Whether some page that is no form has all terms: forms speak of years and departments as examples. */
    const answered = (terms) => [...together(terms)].some((page) => index.pages.get(page)?.kind !== "form");

    /** The terms of which some page has all: without the words that are nowhere, then without the year, then as many
        as are together. */
    function possible(terms) {
      const missing = terms.filter(({ weights }) => !weights.size);
      const present = terms.filter(({ weights }) => weights.size);
      let left = present;
      const timeless = left.filter(({ year }) => !year);
      if (timeless.length && timeless.length < left.length && !answered(left)) left = timeless;
      while (left.length > 1 && !together(left).size) {
        const sizes = left.map((each) => together(left.filter((other) => other !== each)).size);
        const most = Math.max(...sizes);
        left = left.filter((_, at) => at !== sizes.lastIndexOf(most));
      }
      return { kept: left, missing, apart: present.filter((each) => !left.includes(each)) };
    }

    /** The departments that words may mean which found none: [{name, text}], the text being what they were called. */
    function departmentsMeant(rows, terms) {
      const found = new Map();
      for (const words of rows) {
        for (const name of names.nearest(words)) {
          if (!terms.some(({ departments }) => departments.has(name))) found.set(name, words.join(""));
        }
      }
      return [...found].map(([name, text]) => ({ name, text }));
    }

    /** {pages, terms, missing, apart, loose, years, departments}: pages in order, by terms that all of them may have;
        what is nowhere, and what is nowhere beside the rest; `whole` takes no phrase apart. */
    async function find(query, filters, { whole = true } = {}) {
      const phrases = searchWords.phrases(query);
      let terms = await Promise.all(phrases.map(term));
      let loose = false;
      if (!whole || (terms.length && !together(terms).size)) {
        const pieces = (await Promise.all(phrases.map(apart))).flat();
        const each = new Map(pieces.map((words) => [words.join(" "), words]));
        loose = each.size > phrases.length;
        terms = await Promise.all([...each.values()].map(term));
      }
      const { kept, missing, apart: parted } = possible(terms);
      const nothing = terms.length > 0 && !kept.length;
      return {
        pages: nothing || (query && !terms.length) ? [] : ordered(together(kept), kept, filters),
        terms: kept,
        missing,
        apart: parted,
        loose,
        years: nearestYears([...kept, ...parted]),
        departments: departmentsMeant([
          ...missing.map(({ words }) => words),
          ...phrases.filter((words) => missing.length || (loose && names.isLikeOne(words))),
        ], kept),
      };
    }

    return { find };
  }

  return { asking };
})();
