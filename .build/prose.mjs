import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Handlebars from 'handlebars';

const OPTIONS = { strict: true, noEscape: true };

const texts = () =>
  readdirSync('templates', { recursive: true })
    .filter((path) => path.endsWith('.hbs'))
    .sort()
    .map((path) => readFileSync(join('templates', path), 'utf8'));

/** Where each name is in its template, for the messages of its errors, which the tests have found: a fifth of the code. */
const PLACE = /\{"start":\{"line":\d+,"column":\d+\},"end":\{"line":\d+,"column":\d+\}\}/g;

const precompiled = (text) => Handlebars.precompile(text, OPTIONS).replace(PLACE, '0');

/** What `src/derived/prose.ts` is in the package: the same, without the compiler. A hash is read faster than the text that it stands for. */
const source = () => `
import { hash } from 'node:crypto';
import Handlebars from 'handlebars/runtime.js';
const engine = Handlebars.create();
engine.registerHelper('eq', (a, b) => a === b);
const compiled = new Map([${texts()
  .map((text) => `['${hash('sha256', text)}', ${precompiled(text)}]`)
  .join(',\n')}]);
// In a checkout, a template may have changed since the build; the compiler is not part of the package
const compiler = 'handlebars';
const rendered = (template) => {
  const spec = compiled.get(hash('sha256', template));
  if (spec) return engine.template(spec);
  const whole = require(compiler).create();
  whole.registerHelper('eq', (a, b) => a === b);
  return whole.compile(template, ${JSON.stringify(OPTIONS)});
};
export const renderProse = (template, data) => rendered(template)(data);
`;

/** Compiles the templates of prose once, when the package is built: compiling them takes longer than rendering. */
export const compiledProse = {
  name: 'compiled-prose',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]derived[\\/]prose\.ts$/ }, () => ({
      contents: source(),
      loader: 'js',
      resolveDir: resolve('src/derived'),
    }));
  },
};
