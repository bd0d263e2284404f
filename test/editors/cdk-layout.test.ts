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

function edited(
  { path, name, text, functionId }: (typeof CASES)[number],
  lineWidth: number,
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
    isExisting ? withResource(text) : text,
  );
}

describe('the statements of a trigger', () => {
  it.each([100, 80])('come as a formatter has them whose lines have %i columns', async (width) => {
    expect(CASES.length).toBeGreaterThan(40);
    const files = CASES.map((each, n) => [`infra/${n}/${each.path}`, edited(each, width)]);
    const biome = shippedTemplates.read('base/files/common/biome.json')!;
    expect(biome).toContain('"lineWidth": 100');
    const folder = temporaryFolder({
      ...Object.fromEntries(files),
      'biome.json': biome
        .replace('"enabled": true', '"enabled": false')
        .replace('"lineWidth": 100', `"lineWidth": ${width}`),
    });
    const bin = join(packageRoot, 'node_modules/.bin/biome');
    const { stdout, stderr } = await execa(bin, ['check', '.'], { cwd: folder, reject: false });
    expect(stderr.replace(/npm warn.*\n?/g, '')).toBe('');
    expect(stdout).toContain('No fixes applied');
  });
});
