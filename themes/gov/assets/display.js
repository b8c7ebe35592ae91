// 阅读设置: elder mode, type size, contrast, colours, reading aloud. Everything is also there without this
// script; what it sets is an attribute of <html> that tokens.css and display.css answer to, kept in this
// browser alone and put back by display-early.js before a page is drawn.

(function () {
  "use strict";

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

  // Building

  /** An element with attributes and children; `text` and `onclick` are meant as they say. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "text") element.textContent = value;
      else if (name === "onclick") element.addEventListener("click", value);
      else if (value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  function button(text, onclick, attributes) {
    return make("button", { type: "button", text, onclick, ...attributes });
  }

  function group(legend, ...children) {
    const body = make("div", { class: "display-buttons" }, ...children);
    return make("fieldset", {}, make("legend", { text: legend }), body);
  }

  const status = make("p", { class: "visually-hidden", role: "status", id: "display-status" });

  /** Tell readers who do not see the page what happened. */
  function say(message) {
    status.textContent = message;
  }

  // The look

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

  function elder() {
    const toggle = button("长者模式", () => {
      choose("mode", chosen.mode === "elder" ? "" : "elder");
      say(chosen.mode === "elder" ? "长者模式已打开" : "长者模式已关闭");
    });
    refreshers.push(() => toggle.setAttribute("aria-pressed", String(chosen.mode === "elder")));
    return group("简单大字", toggle);
  }

  function size() {
    const last = VALUES.size.length;
    const now = () => Number(chosen.size || 0);
    /** How large the type is, as tokens.css has it: elder mode has steps of its own. */
    const percent = () => `${Math.round(100 * Number(getComputedStyle(root).getPropertyValue("--scale")))}%`;
    const to = (step) => {
      const end = step < 0 ? "，已是最小" : step > last ? "，已是最大" : "";
      choose("size", step > 0 ? String(Math.min(step, last)) : "");
      say(`字号 ${percent()}${end}`);
    };
    const smaller = button("缩小", () => to(now() - 1));
    const larger = button("放大", () => to(now() + 1));
    const same = button("复原", () => to(0));
    const shown = make("span", { class: "display-size" });
    refreshers.push(() => {
      // Not disabled: a button that loses the focus loses the reader.
      smaller.setAttribute("aria-disabled", String(now() === 0));
      larger.setAttribute("aria-disabled", String(now() === last));
      shown.textContent = percent();
    });
    return group("字号", smaller, larger, same, shown);
  }

  function scheme() {
    const body = choice("scheme", "颜色", [
      ["", "跟随系统"],
      ["light", "浅色"],
      ["dark", "深色"],
    ]);
    const note = make("p", { class: "display-note", text: "选了高对比，颜色由它决定；选回“标准”后起作用。" });
    body.append(note);
    refreshers.push(() => {
      note.hidden = !chosen.contrast;
    });
    return body;
  }

  // What is read aloud

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

  // Reading aloud

  const RATES = { slow: 0.75, fast: 1.35 };
  const NO_SPEECH = "这个浏览器不能朗读，可以用系统自带的读屏功能。";
  const NO_VOICE = "没有中文语音，不能朗读。请先在系统设置里安装中文语音，再打开本页。";
  const FAILED = "没有读成：没有可用的中文语音，或者声音被占用。";
  const PATIENCE = 8000; // ms until a voice that says nothing is given up

  /** The best Chinese voice; null if there is none among those that are known, undefined if none is known. */
  function chineseVoice(speech) {
    const voices = speech.getVoices();
    if (!voices.length) return undefined;
    const language = (voice) => voice.lang.replace("_", "-").toLowerCase();
    const chinese = voices.filter((voice) => /^(zh|cmn)\b/.test(language(voice)));
    const mainland = chinese.filter((voice) => /^(zh|cmn)(-hans)?(-cn)?$/.test(language(voice)));
    const best = mainland.length ? mainland : chinese;
    return best.find((voice) => voice.localService) || best[0] || null;
  }

  /** The group of the panel, and the bar that stays in view while something is read. */
  function aloud() {
    const speech = window.speechSynthesis;
    const note = make("p", { class: "display-note", hidden: true });
    const start = button("朗读全文", begin);
    const pause = button("暂停", () => (state === "paused" ? go() : hold()));
    const halt = button("停止", () => stop("朗读已停止"));
    const place = make("span", { class: "reading-place" });
    const bar = make("div", { class: "reading-bar", role: "group", "aria-label": "朗读", hidden: true }, pause, halt, place);

    let state = "silent"; // then "starting", "reading", perhaps "paused", and "silent" again
    let queue = [];
    let at = 0;
    let voice = null;
    let current = null; // the utterance whose events count
    let timer = 0;

    function tell(message) {
      note.textContent = message;
      note.hidden = !message;
      if (message) say(message);
    }

    function begin() {
      if (!speech || typeof SpeechSynthesisUtterance === "undefined") return tell(NO_SPEECH);
      silence();
      queue = blocks(document.getElementById("main")).flatMap(({ element, text }, number, all) =>
        pieces(text).map((piece) => ({ element, text: piece, words: `第 ${number + 1} 段，共 ${all.length} 段` })),
      );
      at = 0;
      state = "starting";
      tell("正在准备语音……");
      withVoice(5);
    }

    /** Wait a moment for the list of voices, which some browsers load late; then speak. */
    function withVoice(tries) {
      voice = chineseVoice(speech);
      if (voice === null) return fail(NO_VOICE);
      if (voice === undefined && tries) {
        timer = setTimeout(withVoice, 200, tries - 1);
        return;
      }
      timer = setTimeout(fail, PATIENCE, FAILED);
      next();
    }

    function next() {
      unmark();
      if (at >= queue.length) return stop("朗读完了");
      const { element, text } = queue[at];
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = "zh-CN";
      if (voice) utterance.voice = voice;
      utterance.rate = RATES[chosen.rate] || 1;
      utterance.addEventListener("start", () => utterance === current && started());
      utterance.addEventListener("end", () => {
        if (utterance !== current) return;
        at += 1;
        next();
      });
      utterance.addEventListener("error", () => utterance === current && fail(FAILED));
      current = utterance;
      if (state === "reading") mark(element);
      speech.speak(utterance);
    }

    /** A voice is heard: the panel gives way to the bar. */
    function started() {
      if (state !== "starting") return;
      clearTimeout(timer);
      state = "reading";
      tell("");
      say("正在朗读");
      bar.hidden = false;
      if (tools.contains(document.activeElement)) pause.focus();
      open(false, false);
      mark(queue[at].element);
      show();
    }

    function hold() {
      state = "paused";
      silence();
      say("朗读已暂停");
      show();
    }

    /** Goes on with the sentence that was interrupted: not all browsers can pause and resume by themselves. */
    function go() {
      state = "reading";
      say("继续朗读");
      next();
      show();
    }

    function stop(message) {
      const focused = bar.contains(document.activeElement);
      state = "silent";
      silence();
      unmark();
      bar.hidden = true;
      if (focused) opener.focus();
      if (message) say(message);
      show();
    }

    function fail(message) {
      stop("");
      open(true, false);
      tell(message);
    }

    function silence() {
      clearTimeout(timer);
      current = null;
      if (speech.speaking || speech.pending) speech.cancel();
    }

    function mark(element) {
      place.textContent = queue[at].words;
      element.classList.add("speaking");
      const smooth = window.matchMedia("(prefers-reduced-motion: no-preference)").matches;
      element.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "auto" });
    }

    function unmark() {
      document.querySelectorAll(".speaking").forEach((each) => each.classList.remove("speaking"));
    }

    const rate = choice("rate", "朗读快慢", [
      ["slow", "慢"],
      ["", "中"],
      ["fast", "快"],
    ]);
    rate.addEventListener("click", () => {
      if (state !== "reading" || !current || current.rate === (RATES[chosen.rate] || 1)) return;
      silence();
      next();
    });
    refreshers.push(() => {
      pause.textContent = state === "paused" ? "继续" : "暂停";
      root.classList.toggle("reading-aloud", !bar.hidden);
    });
    bar.addEventListener("keydown", (event) => {
      if (event.key === "Escape") stop("朗读已停止");
    });
    window.addEventListener("pagehide", () => speech && state !== "silent" && stop(""));
    if (speech) speech.getVoices(); // has the browser load them

    const reading = group("朗读", start);
    reading.append(note);
    return { reading, rate, bar };
  }

  // The tools themselves

  const tools = document.getElementById("display-tools");
  if (!tools) return;

  const { reading, rate, bar } = aloud();
  const ending = make(
    "div",
    { class: "display-end" },
    button("恢复默认", () => {
      Object.keys(VALUES).forEach((name) => delete chosen[name]);
      save();
      show();
      say("已恢复默认");
    }),
    button("关闭", () => open(false)),
  );
  const panel = make(
    "div",
    { id: "display-panel", class: "display-panel", hidden: true },
    elder(),
    size(),
    choice("contrast", "对比度", [
      ["", "标准"],
      ["high", "高对比 黑底黄字"],
      ["white", "高对比 白底黑字"],
    ]),
    scheme(),
    reading,
    rate,
    ending,
  );
  const opener = button("阅读设置", () => open(panel.hidden), {
    class: "display-opener",
    "aria-expanded": "false",
    "aria-controls": panel.id,
  });

  /** Open or close the panel; who closes it goes back to the button, unless on the way elsewhere. */
  function open(wanted, back = true) {
    panel.hidden = !wanted;
    opener.setAttribute("aria-expanded", String(wanted));
    if (!wanted && back) opener.focus();
  }

  tools.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) open(false);
  });
  // The panel lies over the page: it must not hide what the reader goes on to.
  tools.addEventListener("focusout", (event) => {
    if (!panel.hidden && event.relatedTarget && !tools.contains(event.relatedTarget)) open(false, false);
  });
  document.addEventListener("click", (event) => {
    if (!panel.hidden && !tools.contains(event.target)) open(false, false);
  });
  // A page that comes back from the browser's memory may have been left in another look.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    load();
    show();
  });

  load();
  tools.append(opener, panel, bar, status);
  tools.hidden = false;
  show();
})();
