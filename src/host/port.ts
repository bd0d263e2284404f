import { restyle } from '../editors/code-style.ts';
import type { Runner } from './code/runner.ts';
import type { Layout } from './layout.ts';

/** Takes the types out of TypeScript. */
export type StripTypes = (code: string) => string;

/** Types of our own templates, with the comment above each: nothing of them is left in JavaScript. */
const TYPES =
  /(?:^\/\*\*(?:(?!\*\/)[\s\S])*?\*\/\n)?^(?:export )?(?:interface [\s\S]*?^}|type [^;]*;)\n+/gm;

const TYPE_IMPORTS = /^import type .*\n/gm;

function toJavaScript(code: string, strip: StripTypes): string {
  const stripped = strip(code.replace(TYPES, '').replace(TYPE_IMPORTS, ''));
  return stripped
    .replace(/([\w)\]}]) +([;,)])/g, '$1$2')
    .replace(/= \(([^()\n]*)\)(;|\?\.)/g, '= $1$2') // An assertion had stood in them
    .replace(/\n{3,}/g, '\n\n');
}

const EXPORTED = /^export ((?:async )?function|const|class) (\w+)/gm;

function toCommonJs(code: string): string {
  const names = [...code.matchAll(EXPORTED)].map(([, , name]) => name!);
  const body = code
    .replace(/^import \* as (\w+) from ('.*');$/gm, 'const $1 = require($2);')
    .replace(/^import (\w+) from ('.*');$/gm, 'const $1 = require($2);')
    .replace(/^import (\{.*\}) from ('.*');$/gm, 'const $1 = require($2);')
    .replace(EXPORTED, '$1 $2');
  return names.length > 0 ? `${body}\nmodule.exports = { ${names.join(', ')} };\n` : body;
}

/** Index just behind the bracket that closes the one at `open`; strings are skipped. */
function behindBracket(code: string, open: number): number {
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    const char = code[i]!;
    if (char === "'" || char === '`') i = code.indexOf(char, i + 1);
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char) && --depth === 0) return i + 1;
  }
  return code.length;
}

const ASSERTIONS: Readonly<Record<string, string>> = {
  toBe: 'assert.equal',
  toEqual: 'assert.deepEqual',
  toThrow: 'assert.throws',
};

/** `assert.throws` uses a text as its own message, not to match the error's. */
const expectedOf = (matcher: string, expected: string) =>
  matcher === 'toThrow'
    ? expected.replace(/^'(.*)'$/, (_, text: string) => asPattern(text))
    : expected;

const asPattern = (text: string) => `/${text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}/`;

/** `expect(a).toEqual(b)` as `assert.deepEqual(a, b)`. */
function withAssert(code: string): string {
  const start = code.indexOf('expect(');
  if (start < 0) return code;
  const end = behindBracket(code, start + 'expect'.length);
  const matcher = /^\s*\.(\w+)\(/.exec(code.slice(end));
  const name = matcher && ASSERTIONS[matcher[1]!];
  if (!matcher || !name) throw new Error(`no assertion for ${code.slice(start, end + 20)}`);
  const open = end + matcher[0].length - 1;
  const close = behindBracket(code, open);
  const actual = code.slice(start + 'expect('.length, end - 1);
  const expected = expectedOf(matcher[1]!, code.slice(open + 1, close - 1));
  return `${code.slice(0, start)}${name}(${actual}, ${expected})${withAssert(code.slice(close))}`;
}

const VITEST = /^import \{ .* \} from 'vitest';\n/m;

const withImports = (code: string, lines: string) => lines + withAssert(code.replace(VITEST, ''));

/** A test that is written for Vitest, as another runner takes it. */
const RUN: Readonly<Record<Runner, (code: string) => string>> = {
  vitest: (code) => code,
  // Its functions are globals
  jest: (code) => code.replace(VITEST, '').trimStart(),
  node: (code) =>
    withImports(
      code,
      "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n",
    ),
  mocha: (code) =>
    withImports(code, "import assert from 'node:assert/strict';\n").replace(/^test\(/gm, 'it('),
};

export const forRunner = (code: string, runner: Runner) => RUN[runner](code);

/** Code of our templates in a project's language, kind of modules and style. */
export function ported(code: string, layout: Layout, strip: StripTypes): string {
  const typed = layout.language === 'ts' ? code : toJavaScript(code, strip);
  const linked =
    layout.language === 'js' && layout.modules === 'commonjs' ? toCommonJs(typed) : typed;
  return restyle(linked, layout.style);
}
