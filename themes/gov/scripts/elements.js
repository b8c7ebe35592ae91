// Elements as scripts make them, and the words for readers who do not see what changes.

/* exported elements */
const elements = (function () {
  "use strict";

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

  return { make, button, group, say, status };
})();
