import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, parseDocument, visit } from 'yaml';
import { packageRoot } from '../../src/io/package-root.ts';
import { bytes, type Host, hostOf } from './extend.ts';
import { temporaryFolder } from './folders.ts';

/** Unlike all that templates and hosts of the tests are written in. */
const BIOME = {
  formatter: { indentStyle: 'tab', lineWidth: 60, lineEnding: 'crlf' },
  javascript: {
    formatter: {
      quoteStyle: 'double',
      semicolons: 'asNeeded',
      trailingCommas: 'none',
      arrowParentheses: 'asNeeded',
      quoteProperties: 'asNeeded',
    },
  },
  linter: { enabled: false },
  assist: {
    actions: {
      source: {
        organizeImports: {
          level: 'on',
          options: { groups: [':PATH:', ':BLANK_LINE:', ':PACKAGE:', ':NODE:'] },
        },
      },
    },
  },
};

const isCode = (path: string) => /\.([cm]?[jt]s|json)$/.test(path) && path !== 'lambda-app.json';

/** A template with other columns and quotes, and without blank lines. */
function reformatYaml(text: string): string {
  const document = parseDocument(text);
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && node.type === 'QUOTE_SINGLE') node.type = 'QUOTE_DOUBLE';
      node.spaceBefore = false;
    },
  });
  return document.toString({ indent: 4, indentSeq: false, lineWidth: 0 });
}

/** A project as formatters of other habits leave it. */
export function reformatted(host: Host): Host {
  const files = Object.entries(bytes(host));
  const code = Object.fromEntries(files.filter(([path]) => isCode(path)));
  const root = temporaryFolder({
    ...code,
    'biome.json': JSON.stringify({ root: true, ...BIOME }),
  });
  const biome = join(packageRoot, 'node_modules/.bin/biome');
  execFileSync(biome, ['check', '--write', '.'], { cwd: root, stdio: 'pipe' });
  for (const path of Object.keys(code))
    if (path !== 'biome.json') code[path] = readFileSync(join(root, path), 'utf8');
  const templates = files
    .filter(([path]) => path === 'template.yaml')
    .map(([path, text]) => [path, reformatYaml(text)]);
  return hostOf(host.form, {
    ...bytes(host),
    ...code,
    ...Object.fromEntries(templates),
  });
}
