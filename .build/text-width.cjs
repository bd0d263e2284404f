// Most texts are printable ASCII and fit; the libraries compile large expressions as soon as they are loaded

const PRINTABLE = /^[ -~]*$/;

/** What fits is not changed, if nothing at its ends is trimmed. */
const isTrimmed = (text) => text === '' || (text[0] !== ' ' && text.at(-1) !== ' ');

const fits = (text, columns) => text.length <= columns && PRINTABLE.test(text) && isTrimmed(text);

/** In columns. */
exports.stringWidth = (text) =>
  PRINTABLE.test(text) ? text.length : require('fast-string-width').default(text);

exports.wrapAnsi = (text, columns, options) =>
  fits(text, columns)
    ? text
    : require('../node_modules/fast-wrap-ansi/lib/main.js').wrapAnsi(text, columns, options);
