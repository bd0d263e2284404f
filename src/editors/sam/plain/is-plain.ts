/** A mapping with the keys that it has so far, or a list, in a column. */
interface Level {
  readonly column: number;
  readonly keys: Set<string> | undefined;
}

const KEY = /^([A-Za-z][\w.:/-]*):(?: |$)/;
const TAG = /^![A-Za-z][A-Za-z0-9]*$/;
const TAGGED = /^![A-Za-z][A-Za-z0-9]* (?=\S)/;

/** A value that ends on its line, and that a YAML parser takes for nothing but its characters; or an empty mapping. */
const isScalar = (text: string) =>
  /^('[^']*'|"[^"\\]*"|\{\})$/.test(text) ||
  (/^([\w^.$/(]|-\S)/.test(text) && !/: | #|:$|\s$/.test(text));

/** Reads lines as long as they are written as the templates of `templates/` are. */
class Lines {
  readonly #levels: Level[] = [{ column: 0, keys: new Set() }];
  /** The column that the next line has to be in, and whether only a list may be there. */
  #expected: { column: number; isList: boolean } | undefined;
  #commentColumn: number | undefined;

  /** Whether the line is one of them. */
  takes(line: string): boolean {
    if (line === '') return this.#commentColumn === undefined;
    const column = line.search(/[^ ]/);
    if (column < 0 || column % 2 === 1) return false;
    if (this.#commentColumn !== undefined && this.#commentColumn !== column) return false;
    const isComment = line[column] === '#';
    this.#commentColumn = isComment ? column : undefined;
    return isComment || this.#content(column, line.slice(column));
  }

  /** Whether they can end here. */
  ends(): boolean {
    const isEmpty = this.#levels[0]!.keys!.size === 0;
    return !isEmpty && this.#expected === undefined && this.#commentColumn === undefined;
  }

  #content(column: number, text: string): boolean {
    const isItem = text.startsWith('- ');
    if (!this.#isAt(column, isItem)) return false;
    return isItem ? this.#item(column, text.slice(2)) : this.#entry(column, text);
  }

  /** Whether a list or a mapping can go on or begin here. */
  #isAt(column: number, isItem: boolean): boolean {
    const expected = this.#expected;
    this.#expected = undefined;
    if (expected) {
      this.#levels.push({ column, keys: isItem ? undefined : new Set() });
      return expected.column === column && (isItem || !expected.isList);
    }
    while (this.#levels.at(-1)!.column > column) this.#levels.pop();
    const { column: own, keys } = this.#levels.at(-1)!;
    return own === column && (keys === undefined) === isItem;
  }

  #item(column: number, text: string): boolean {
    if (!KEY.test(text)) return this.#value(column, text);
    this.#levels.push({ column: column + 2, keys: new Set() });
    return this.#entry(column + 2, text);
  }

  #entry(column: number, text: string): boolean {
    const [start = '', key = ''] = KEY.exec(text) ?? [];
    const { keys } = this.#levels.at(-1)!;
    if (start === '' || !keys || keys.has(key)) return false;
    keys.add(key);
    return this.#value(column, text.slice(start.length));
  }

  #value(column: number, text: string): boolean {
    const isTag = TAG.test(text);
    if (text === '' || isTag) {
      this.#expected = { column: column + 2, isList: isTag };
      return true;
    }
    return isScalar(text.replace(TAGGED, ''));
  }
}

/**
 * Whether a template is written as ours are: two columns a level, a value on one line, no braces, anchors or other YAML
 * that a line does not show by itself. Then `quick-merge.ts` finds in it what the parser finds.
 */
export function isPlain(text: string): boolean {
  const lines = new Lines();
  return text.split('\n').every((line) => lines.takes(line)) && lines.ends();
}
