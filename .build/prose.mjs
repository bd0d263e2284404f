import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Handlebars from 'handlebars';

const OPTIONS = { strict: true, noEscape: true };

const texts = () =>
  readdirSync('templates', { recursive: true })
    .filter((path) => path.endsWith('.hbs'))
    .sort()
    .map((path) => readFileSync(join('templates', path), 'utf8'));

/** What `src/derived/prose.ts` is in the package: the same, without the compiler. */
const source = () => `
import Handlebars from 'handlebars/runtime.js';
const engine = Handlebars.create();
engine.registerHelper('eq', (a, b) => a === b);
const compiled = new Map([${texts()
  .map((text) => `[${JSON.stringify(text)}, ${Handlebars.precompile(text, OPTIONS)}]`)
  .join(',\n')}]);
// In a checkout, a template may have changed since the build; the compiler is not part of the package
const compiler = 'handlebars';
const rendered = (template) => {
  const spec = compiled.get(template);
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
