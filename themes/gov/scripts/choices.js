// What the reader chose: an attribute of <html> that tokens.css and the parts of display.css answer to, kept in this
// browser alone and put back by display-early.js before a page is drawn.

/* global elements */
/* exported choices */
const choices = (function () {
  "use strict";

  const { button, group, say } = elements;
  const KEY = "sitegen.display";
  const root = document.documentElement;

  /** What can be chosen beside the site's own; anything else in the store is nonsense. */
  const VALUES = {
    mode: ["elder"],
    size: ["1", "2", "3"],
    contrast: ["high", "white"],
    scheme: ["light", "dark"],
    rate: ["slow", "fast"],
  };
  /** The choices that are attributes of <html>. */
  const LOOKS = ["mode", "size", "contrast", "scheme"];

  // What the reader chose: name → value; a missing name means the site's own.

  const chosen = {};

  function load() {
    let stored = null;
    try {
      stored = JSON.parse(localStorage.getItem(KEY) || "{}");
    } catch {
      // Not allowed to read anything, or nonsense: the site's own look.
    }
    for (const [name, values] of Object.entries(VALUES)) {
      const value = stored && stored[name];
      if (values.includes(value)) chosen[name] = value;
      else delete chosen[name];
    }
  }

  function save() {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // Not allowed to store anything: the choice holds for this page.
    }
  }

  const refreshers = [];

  /** Make the page and the buttons show what is chosen. */
  function show() {
    for (const name of LOOKS) {
      if (chosen[name]) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
    refreshers.forEach((each) => each());
  }

  /** Choose `value` for `name` ("" for the site's own), show and keep it. */
  function choose(name, value) {
    if (value) chosen[name] = value;
    else delete chosen[name];
    save();
    show();
  }

  /** Give up all that was chosen. */
  function reset() {
    Object.keys(VALUES).forEach((name) => delete chosen[name]);
    save();
    show();
  }

  /** Buttons of which one holds: pairs of value and text. */
  function choice(name, legend, options) {
    const buttons = options.map(([value, text]) =>
      button(text, () => {
        choose(name, value);
        say(`${legend}：${text}`);
      }),
    );
    refreshers.push(() => {
      buttons.forEach((each, at) => {
        each.setAttribute("aria-pressed", String((chosen[name] || "") === options[at][0]));
      });
    });
    return group(legend, ...buttons);
  }

  return { VALUES, chosen, refreshers, load, show, choose, reset, choice };
})();
