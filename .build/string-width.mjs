import fastStringWidth from 'fast-string-width';

const PRINTABLE = /^[ -~]*$/;

/** In columns; most texts have as many as characters. */
export default (text) => (PRINTABLE.test(text) ? text.length : fastStringWidth(text));
