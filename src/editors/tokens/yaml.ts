/** A line of a block, with the column of its first character. */
interface Line {
  readonly column: number;
  readonly text: string;
}

const BLOCK_SCALAR = /(^|[\s])[|>][-+\d]*$/;
const KEY =
  /^("(?:\\.|[^"\\])*"|'(?:''|[^'])*'|[^\s#'"[\]{},&*!|>%@-][^\n]*?|-[^\s][^\n]*?)[ \t]*:(?=\s|$)/;
const FLOW_TOKEN = /\s+|"(?:\\[\s\S]|[^"\\])*"|'(?:''|[^'])*'|[[\]{},]|:(?=\s)|[^[\]{},\s]+/g;

/** What a quoted text says, whichever quotes it has. */
function unquoted(text: string): string {
  const joined = text.replace(/\s*\n\s*/g, ' ');
  if (joined.startsWith("'")) return joined.slice(1, -1).replaceAll("''", "'");
  return joined.slice(1, -1).replace(/\\(["\\/])/g, '$1');
}

const isQuoted = (text: string) => /^"(?:\\[\s\S]|[^"\\])*"$|^'(?:''|[^'])*'$/.test(text);

const scalar = (text: string) =>
  isQuoted(text) ? `'${unquoted(text)}'` : text.replace(/\s+/g, ' ');

/** A list or a map in brackets, without its white space and its last commas. */
function flow(text: string): string {
  const tokens = (text.match(FLOW_TOKEN) ?? []).filter((each) => each.trim() !== '');
  const isLast = (n: number) => tokens[n] === ',' && /^[\]}]$/.test(tokens[n + 1] ?? '');
  return tokens
    .filter((_, n) => !isLast(n))
    .map(scalar)
    .join(' ');
}

/** A value with its tag: `!Sub "a"` is `!Sub 'a'`. */
function value(text: string): string {
  const tag = /^(?:[!&]\S*\s+)*/.exec(text)![0];
  const rest = text.slice(tag.length).trim();
  return tag.replace(/\s+/g, ' ') + (/^[[{]/.test(rest) ? flow(rest) : scalar(rest));
}

/** Where a comment begins behind a value; the value's length when there is none. */
function commentStart(text: string): number {
  if (!text.includes('#')) return text.length;
  const quoted = /"(?:\\.|[^"\\])*"|'(?:''|[^'])*'/y;
  const isPlain = !/^([!&]\S*\s+)*["'[{]/.test(text);
  for (let at = 0; at < text.length; at++) {
    quoted.lastIndex = at;
    if (!isPlain && quoted.test(text)) at = quoted.lastIndex - 1;
    else if (text[at] === '#' && (at === 0 || /\s/.test(text[at - 1]!))) return at;
  }
  return text.length;
}

/** How many brackets a value leaves open. */
function openBrackets(text: string): number {
  if (!/[[{]/.test(text)) return 0;
  const bare = text.replace(/"(?:\\.|[^"\\])*"|'(?:''|[^'])*'/g, '');
  if (!/^([!&]\S*\s+)*[[{]/.test(bare)) return 0;
  return (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0);
}

/** Reads a block line by line; each token has its depth in front. */
class Reader {
  readonly tokens: string[] = [];
  readonly #columns: number[] = [];
  /** A value that may go on in the next lines, and the column that those lines are deeper than. */
  #open: { text: string; depth: number; column: number } | undefined;
  #block: { lines: Line[]; column: number; depth: number } | undefined;

  line(text: string): void {
    const column = text.search(/\S/);
    if (this.#block) {
      if (column < 0 || column > this.#block.column) {
        this.#block.lines.push({ column, text: text.trimEnd() });
        return;
      }
      this.#closeBlock();
    }
    if (column < 0) return;
    if (this.#open && (openBrackets(this.#open.text) > 0 || this.#goesOn(column, text))) {
      this.#append(text.slice(column));
      return;
    }
    this.#close();
    this.#content(column, text.slice(column).trimEnd());
  }

  end(): readonly string[] {
    this.#closeBlock();
    this.#close();
    return this.tokens;
  }

  #goesOn(column: number, text: string): boolean {
    const own = this.#open!.text;
    const isWritten = own !== '' && !/^([!&]\S*\s*)+$/.test(own);
    return isWritten && column > this.#open!.column && !text.trimStart().startsWith('#');
  }

  #append(text: string): void {
    const end = commentStart(text);
    this.#open!.text += `\n${text.slice(0, end).trimEnd()}`;
    if (end < text.length) this.tokens.push(text.slice(end).trim());
  }

  #close(): void {
    if (this.#open && this.#open.text !== '')
      this.tokens.push(`${this.#open.depth} ${value(this.#open.text)}`);
    this.#open = undefined;
  }

  #closeBlock(): void {
    if (!this.#block) return;
    const { lines, depth } = this.#block;
    const indent = lines.find(({ column }) => column >= 0)?.column ?? 0;
    const text = lines.map((each) => each.text.slice(indent)).join('\n');
    this.tokens.push(`${depth} ${JSON.stringify(text.trimEnd())}`);
    this.#block = undefined;
  }

  #depthAt(column: number): number {
    while (this.#columns.length > 0 && this.#columns.at(-1)! > column) this.#columns.pop();
    if (this.#columns.at(-1) !== column) this.#columns.push(column);
    return this.#columns.length;
  }

  #content(column: number, text: string): void {
    if (text.startsWith('#')) {
      this.tokens.push(text);
      return;
    }
    const dash = /^-(\s+|$)/.exec(text);
    if (dash) {
      // A list may be in the column of its key
      this.tokens.push(`${this.#depthAt(column + 0.5)} -`);
      const rest = text.slice(dash[0].length);
      if (rest !== '') this.#content(column + dash[0].length, rest);
      return;
    }
    const depth = this.#depthAt(column);
    const key = KEY.exec(text);
    if (key) this.tokens.push(`${depth} ${scalar(key[1]!)}:`);
    this.#value(column, key ? depth + 1 : depth, key ? text.slice(key[0].length).trim() : text);
  }

  #value(column: number, depth: number, text: string): void {
    const end = commentStart(text);
    const own = text.slice(0, end).trim();
    if (end < text.length) this.tokens.push(text.slice(end).trim());
    if (BLOCK_SCALAR.test(own)) {
      this.tokens.push(`${depth} ${own}`);
      this.#block = { lines: [], column, depth };
    } else this.#open = { text: own, depth, column };
  }
}

/**
 * The tokens of lines of YAML, without what a formatter decides: columns, quotes, and the white space of lists in
 * brackets. It is no parser: only equal tokens mean something.
 */
export function yamlTokens(text: string): readonly string[] {
  const reader = new Reader();
  for (const line of text.split(/\r?\n/)) reader.line(line);
  return reader.end();
}
