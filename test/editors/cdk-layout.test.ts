import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { substitute } from '../../src/core/fold/render.ts';
import { editCdkStatements } from '../../src/editors/cdk/statements.ts';
import { snippetNames } from '../../src/editors/cdk/write/snippet.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { shippedTemplates } from '../../src/io/templates.ts';
import { expectEdited } from '../support/edits.ts';
import { temporaryFolder } from '../support/folders.ts';
import { STACKS } from './cdk-corpus.ts';

const scheduled = shippedTemplates
  .read('patterns/scheduled-task/files/cdk-cleanup/infra/__name-kebab__.ts')!
  .replaceAll('__Name__', 'Cleanup')
  .replaceAll('__name-kebab__', 'cleanup');

const HOSTS = [
  { host: 'stack', text: STACKS.get('class-of-ours.ts')!, functionId: 'Fn' },
  { host: 'construct', text: scheduled, functionId: 'Run' },
];
const NAMES = ['Abc', 'CustomerNotificationDispatch'];

const SNIPPETS = [...shippedTemplates.files('triggers').keys()]
  .filter((path) => /\/(own|cdk)\/(new|existing)\.ts$/.test(path))
  .map((path) => `triggers/${path}`);

/** The host with a queue in front, which stands for any resource: types are not at issue. */
const withResource = (text: string) =>
  text
    .replace(/super\(.*\);\n/, "$&    const res = new Queue(this, 'Res');\n")
    .replace('\nexport', "import { Queue } from 'aws-cdk-lib/aws-sqs';\n\nexport");

const CASES = SNIPPETS.flatMap((path) =>
  HOSTS.flatMap((host) => NAMES.map((name) => ({ path, name, ...host }))),
);

const indented = (text: string, by: string) =>
  text.replace(/^( {2})+/gm, (indent) => by.repeat(indent.length / 2));

function edited(
  { path, name, text, functionId }: (typeof CASES)[number],
  lineWidth: number,
  indent: string,
): string {
  const isExisting = path.endsWith('existing.ts');
  const op = {
    snippet: substitute(shippedTemplates.read(path)!, snippetNames(name)),
    behind: { functionId },
    lineWidth,
    ...(isExisting && { resource: 'Res' }),
  };
  return expectEdited(
    (host) => editCdkStatements(host, op),
    indented(isExisting ? withResource(text) : text, indent),
  );
}

describe('the statements of a trigger', () => {
  it.each([
    [100, 'space'],
    [80, 'space'],
    [80, 'tab'],
  ])(
    'come as a formatter has them whose lines have %i columns, indented by %s',
    async (width, indentStyle) => {
      expect(CASES.length).toBeGreaterThan(40);
      const indent = indentStyle === 'tab' ? '\t' : '  ';
      const files = CASES.map((each, n) => {
        const text = edited(each, width, indent);
        // An import on one line is not opened by insertion alone where its spaces cannot be part of an indent
        const checked = indent === '\t' ? text.replace(/^import [^;]*;\n/gm, '').trimStart() : text;
        return [`infra/${n}/${each.path}`, checked];
      });
      const biome = shippedTemplates.read('base/files/common/biome.json')!;
      expect(biome).toContain('"lineWidth": 100');
      const folder = temporaryFolder({
        ...Object.fromEntries(files),
        'biome.json': biome
          .replace('"enabled": true', '"enabled": false')
          .replace('"lineWidth": 100', `"lineWidth": ${width}`)
          .replace('"indentStyle": "space"', `"indentStyle": "${indentStyle}"`),
      });
      const bin = join(packageRoot, 'node_modules/.bin/biome');
      const { stdout, stderr } = await execa(bin, ['check', 'infra'], {
        cwd: folder,
        reject: false,
      });
      expect(stderr.replace(/npm warn.*\n?/g, '')).toBe('');
      expect(stdout).toContain('No fixes applied');
    },
  );
});
