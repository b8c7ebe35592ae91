// What every script of a theme keeps to: those that a page loads, and what they are joined from.

import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["themes/**/*.js"],
    languageOptions: { sourceType: "script", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-implicit-globals": "error",
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
      // A control character marks a pause where no sign that is read can stand for it.
      "no-control-regex": "off",
    },
  },
  // What is joined names its parts as modules do; each part says what it makes and uses.
  { files: ["themes/**/assets/{display,search}.js"], languageOptions: { sourceType: "module" } },
  { files: ["themes/**/scripts/*.js"], rules: { "no-implicit-globals": "off" } },
];
