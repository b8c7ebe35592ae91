// Reading aloud: its group in the panel, and the bar that stays in view meanwhile.

/* global elements, choices, spokenText */
/* exported aloud */
const aloud = (function () {
  "use strict";

  const { make, button, group, say } = elements;
  const { chosen, refreshers, show, choice } = choices;
  const { blocks, pieces } = spokenText;
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

  /** The group of `panel` and the buttons of its pace, and the bar that stays in view while something is read. */
  function readingAloud(panel) {
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
      if (panel.holdsFocus()) pause.focus();
      panel.open(false, false);
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
      if (focused) panel.takeFocus();
      if (message) say(message);
      show();
    }

    function fail(message) {
      stop("");
      panel.open(true, false);
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
      document.documentElement.classList.toggle("reading-aloud", !bar.hidden);
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

  return readingAloud;
})();
