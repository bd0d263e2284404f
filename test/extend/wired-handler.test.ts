import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { IACS, type Iac } from '../../src/core/project.ts';
import { quickRecord } from '../../src/editors/cdk/quick-record.ts';
import { recordCode } from '../../src/editors/cdk/record.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import {
  addFunction,
  addTrigger,
  after,
  type Host,
  hostOf,
  read,
  removeTrigger,
} from '../support/extend.ts';
import { FOREIGN, OWN, STANDING_NAMES } from '../support/extend-hosts.ts';
import { triggers } from '../support/triggers.ts';

/** Options without which a trigger is refused. */
const optionsOf = (id: string) => ({
  ...(id === 'cognito' ? { pool: STANDING_NAMES.pool! } : {}),
});

const withTrigger = (host: Host, fn: string, id: string) =>
  after(host, addTrigger(host, fn, id, optionsOf(id)));

const everyTrigger = (host: Host, fn: string) =>
  triggers
    .filter(
      ({ id }) =>
        id !== 'cognito' ||
        host.files.get('template.yaml')?.includes('OwnUserPool') ||
        host.files.has('lib/app-stack.ts'),
    )
    .reduce((project, { id }) => withTrigger(project, fn, id), host);

const withFunction = (host: Host) => after(host, addFunction(host, { name: 'rotate' }));

/** Projects with a new function, and its handler. */
const HANDLERS: Readonly<Record<Iac, readonly (readonly [string, Host, string])[]>> = {
  sam: [
    ['of somebody else', withFunction(FOREIGN.sam), 'rotate/app.ts'],
    ['of ours', OWN.sam, 'src/rotate/rotate.ts'],
  ],
  cdk: [
    ['of somebody else', withFunction(FOREIGN.cdk), 'lambda/rotate.ts'],
    ['of ours', OWN.cdk, 'src/rotate/rotate.ts'],
  ],
};

const cases = IACS.flatMap((form) =>
  HANDLERS[form].map(([kind, host, handler]) => ({ form, kind, host, handler })),
);

/** Where a handler of one trigger has the import and the statement that came with it. */
function wiredSpans(text: string) {
  const imports = /\nimport \{[^}]*\bis\w+Event\b[^}]*\} from .*;/.exec(text)!;
  const block = / {2}if \(is\w+Event[\s\S]*?\n {2}\}\n/.exec(text)!;
  return [imports, block].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}

describe.each(cases)('a new handler in a $form project $kind', ({ host, handler }) => {
  it.each(triggers.filter(({ id }) => id !== 'cognito').map(({ id }) => id))(
    'reads the event of %s, and is as before when that goes',
    (id) => {
      const there = withTrigger(host, 'rotate', id);
      const text = read(there, handler);
      expect(text).toMatch(
        /if \(is(\w+)Event\(event\)\) \{\n {4}const .* = parse\1Event\(event\);/,
      );
      expect([...there.files.keys()].join()).toMatch(
        new RegExp(`rotate(-run)?-${id}-handler.test.ts`),
      );
      const plan = removeTrigger(there, 'rotate', id);
      expect(read(after(there, plan), handler)).toBe(read(host, handler));
    },
  );

  it.each(triggers.filter(({ id }) => id !== 'cognito').map(({ id }) => id))(
    'has what %s inserts recorded as a parser of code would',
    (id) => {
      const there = withTrigger(host, 'rotate', id);
      const { made } = JSON.parse(read(there, 'lambda-app.json'));
      const owner = Object.keys(made).find((key) => key.endsWith(`/${id}`))!;
      const text = read(there, handler);
      const spans = wiredSpans(text);
      expect(made[owner].inserted[handler]).toEqual(recordCode(text, spans));
      expect(quickRecord(text, spans)).toEqual(recordCode(text, spans));
    },
  );

  it('is the same in whichever order triggers come', () => {
    const one = ['sqs', 's3', 'http'].reduce((h, id) => withTrigger(h, 'rotate', id), host);
    const other = ['http', 's3', 'sqs'].reduce((h, id) => withTrigger(h, 'rotate', id), host);
    expect(read(one, handler)).toBe(read(other, handler));
    expect(read(one, handler).match(/^ {2}if /gm)).toHaveLength(3);
  });

  it('is left alone when somebody has edited it', () => {
    const text = read(host, handler).replace('return work(', '// mine\n  return work(');
    const mine = { ...host, files: new Map([...host.files, [handler, text]]) };
    const plan = addTrigger(mine, 'rotate', 'sqs');
    expect(read(after(mine, plan), handler)).toBe(text);
    expect(plan.nextSteps.join('\n')).toContain(`paste into ${handler}`);
  });
});

function put(folder: string, host: Host): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of host.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const bin = (name: string) => join(packageRoot, 'node_modules/.bin', name);
const RUN = { all: true, reject: false, env: { NO_COLOR: '1', FORCE_COLOR: '0' } } as const;

/** A project below the checkout, whose packages it uses. */
async function run(host: Host, name: string, command: string, ...args: readonly string[]) {
  const cwd = join(packageRoot, '.cache/wired', name);
  put(cwd, host);
  const { exitCode, all } = await execa(bin(command), args, { ...RUN, cwd });
  expect(exitCode, all).toBe(0);
}

describe('a handler that reads the events of all triggers', () => {
  it('passes the checks of a project of ours', async () => {
    const host = everyTrigger(OWN.sam, 'rotate');
    await run(host, 'own', 'vitest', 'run', 'test/rotate');
    await run(host, 'own', 'tsc', '--noEmit');
    await run(
      host,
      'own',
      'biome',
      'check',
      '--error-on-warnings',
      '--vcs-enabled=false',
      'src',
      'test',
    );
  }, 240_000);

  it('passes its tests in a project of somebody else', async () => {
    const host = everyTrigger(withFunction(FOREIGN.cdk), 'rotate');
    const config = { 'vitest.config.ts': 'export default {};\n' };
    const there = { ...host, files: new Map([...host.files, ...Object.entries(config)]) };
    await run(there, 'foreign', 'vitest', 'run', 'test');
  }, 120_000);
});

describe('the lines for a handler that is not ours', () => {
  const handlers = {
    ts: 'export const handler = async (event: unknown): Promise<unknown> => {\n};\n',
    js: 'export const handler = async (event) => {\n};\n',
    cjs: 'const handler = async (event) => {\n};\nmodule.exports = { handler };\n',
  };

  it.each(Object.entries(handlers))(
    'are all that it needs, in %s',
    async (extension, text) => {
      const template = read(FOREIGN.sam, 'template.yaml').replace('app.handler', 'app.handler');
      const files = {
        'template.yaml': template,
        'package.json': '{"type": "module", "devDependencies": {"vitest": "*"}}',
        [`resize/app.${extension}`]: text,
      };
      const host = hostOf('sam', files);
      const plan = addTrigger(host, 'resize', 'sqs');
      const [head, ...lines] = plan.nextSteps.map((line) => line.replace(/^ {4}/, ''));
      expect(head).toBe(
        `read the event with parseSqsEvent (resize/sqs-event.${extension}): paste into resize/app.${extension}`,
      );
      const end = lines.findIndex((line) => line.startsWith('give the new alarms'));
      const [imports, , ...body] = end < 0 ? lines : lines.slice(0, end);
      const pasted = `${imports}\n\n${text.replace('=> {\n', `=> {\n${body.join('\n')}\n`)}`;
      const there = after(
        { ...host, files: new Map([...host.files, [`resize/app.${extension}`, pasted]]) },
        plan,
      );
      const test = `import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { handler } from './app.${extension === 'ts' ? 'ts' : extension}';

test('what is not worked yet comes again', async () => {
  const event = JSON.parse(readFileSync('events/resize/sqs.valid.json', 'utf8'));
  expect((await handler(event)).batchItemFailures).toHaveLength(2);
});
`;
      const more = { 'resize/pasted.test.js': test, 'vitest.config.ts': 'export default {};\n' };
      const whole = { ...there, files: new Map([...there.files, ...Object.entries(more)]) };
      await run(whole, `pasted-${extension}`, 'vitest', 'run', 'resize');
    },
    60_000,
  );
});
