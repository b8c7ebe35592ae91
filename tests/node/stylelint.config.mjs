// What every style sheet of a theme keeps to. Sizes and colours that are tokens (themes/gov/assets/tokens.css) are asked
// for by name; a colour of its own is a custom property at the head of its component.

const LITERAL = ["/#[0-9a-f]{3,8}\\b/i", "/\\b(rgb|hsl|oklch)a?\\(/"];
const TOKEN = ["/(^|\\s)(44px|48px|0\\.875rem|38em)(\\s|$)/"];

export default {
  extends: ["stylelint-config-standard"],
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  referenceFiles: ["../../themes/gov/assets/tokens.css"],
  rules: {
    "declaration-no-important": true,
    "declaration-property-value-disallowed-list": { "/^(?!--)/": [...LITERAL, ...TOKEN] },
    "no-unknown-custom-properties": true,
    // Browsers of 2021 do not know `width <= 40rem`.
    "media-feature-range-notation": "prefix",
    "value-keyword-case": ["lower", { ignoreKeywords: ["A4"] }],
    // The build joins parts that are named like this (sitegen/rendering/joined_files.py).
    "import-notation": "string",
    // Looks at the ends of selectors and takes links of two components for the same.
    "no-descending-specificity": null,
    // Safari still wants the prefix.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["-webkit-text-size-adjust"] }],
    // Groups of tokens stand apart.
    "custom-property-empty-line-before": null,
  },
  overrides: [
    {
      // For WeasyPrint: fonts have the names of their use, generated content more functions than in browsers.
      files: ["../../themes/*/print/*.css"],
      rules: {
        "declaration-property-value-disallowed-list": null,
        "font-family-name-quotes": null,
        "font-family-no-missing-generic-family-keyword": null,
        "declaration-property-value-no-unknown": [
          true,
          { ignoreProperties: { "string-set": "/.+/", content: "/.+/", "bookmark-label": "/.+/" } },
        ],
      },
    },
  ],
};
