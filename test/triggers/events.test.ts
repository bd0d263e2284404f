import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { substitute } from '../../src/core/fold/render.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { shippedTemplates } from '../../src/io/templates.ts';
import { contribution, substitutions, textOf, variants } from '../support/triggers.ts';

const bin = (name: string) => join(packageRoot, 'node_modules/.bin', name);

const FOLDERS = ['src', 'test', 'events'];

const CONFIG = `import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/*.test.ts'] } });
`;

const TYPESCRIPT = JSON.stringify({
  extends: '../../../tsconfig.json',
  include: ['src', 'test'],
  exclude: [],
});

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Lays out what a trigger adds to the code of a project of any kind. */
function layOut(folder: string, kebab: string): void {
  rmSync(folder, { recursive: true, force: true });
  write(join(folder, 'vitest.config.ts'), CONFIG);
  write(join(folder, 'tsconfig.json'), TYPESCRIPT);
  for (const variant of variants) {
    const { code, samples } = contribution(variant, false);
    const { id } = variant.trigger;
    const name = code ?? id;
    const own = `${kebab}${code ? `-${code}` : ''}`;
    const event = `../src/${name}.ts`;
    const put = (to: string, text: string) =>
      write(
        join(folder, to),
        substitute(text, { ...substitutions(variant, own, { __event__: event }), ...samples }),
      );
    const from = code ? `${code}/` : '';
    put(`src/${name}.ts`, textOf(variant, `${from}event.ts`));
    put(`test/${name}.test.ts`, textOf(variant, `${from}event.test.ts`));
    for (const [file, text] of shippedTemplates.files(`triggers/${id}/${from}events`))
      put(`events/${own}/${id}.${file}`, text);
  }
}

describe.each(['abc', 'customer-notification-dispatch'])('the events of %s', (kebab) => {
  const folder = join(packageRoot, '.cache/trigger-events', kebab);
  const run = { cwd: folder, all: true, reject: false } as const;
  beforeAll(() => layOut(folder, kebab));

  it('pass their tests', async () => {
    const { exitCode, all } = await execa(bin('vitest'), ['run'], run);
    expect(exitCode, all).toBe(0);
  }, 120_000);

  it('compile', async () => {
    const { exitCode, all } = await execa(bin('tsc'), ['-p', '.'], run);
    expect(exitCode, all).toBe(0);
  }, 120_000);

  it('are formatted', async () => {
    const config = join(packageRoot, 'templates/base/files/common');
    const args = [
      'check',
      '--error-on-warnings',
      '--vcs-enabled=false',
      // Where a project logs with a logger, its parsers do too
      '--skip=lint/suspicious/noConsole',
      `--config-path=${config}`,
      ...FOLDERS,
    ];
    const { exitCode, all } = await execa(bin('biome'), args, run);
    expect(exitCode, all).toBe(0);
  }, 120_000);
});
