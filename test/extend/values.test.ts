import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { IACS } from '../../src/core/project.ts';
import { hasUnsafe } from '../../src/core/values/unsafe.ts';
import type { ExtendPlan } from '../../src/host/context.ts';
import {
  addFunction,
  addInstance,
  addTrigger,
  after,
  type Host,
  hostOf,
  read,
} from '../support/extend.ts';
import { FOREIGN, OWN } from '../support/extend-hosts.ts';

/** Names that templates have, and literals that a project's runtime and architecture replace. */
const SENTINELS =
  '__Name__ __name__ __NAME__ __name-kebab__ __Function__ __Resource__ __description__ __fn__ __run__ arm64 nodejs24.x';

/** Fields whose names and values mean something in YAML, in code, or to whoever reads a terminal. */
const PATTERN = JSON.stringify({
  source: ['my.app', SENTINELS],
  detail: JSON.parse(
    `{"__proto__":["a"],"on":["yes"],"null":[{"prefix":"it's"}],"No":[null,1e2,true],
      "${SENTINELS}":["a\\r\\nb\\t\\u0007\\u007f\\u0085\\u2028\\u202e"],"'\\"":["\\\\'","\\"","\${x}"]}`,
  ),
});

const JSON_HOST = hostOf('sam', {
  'template.json': JSON.stringify(
    {
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Resize: {
          Type: 'AWS::Serverless::Function',
          Properties: { Handler: 'src/resize.handler', Runtime: 'nodejs22.x' },
        },
      },
    },
    null,
    2,
  ),
  'src/resize.ts': 'export const handler = async () => 1;\n',
});

const written = (host: Host, plan: Pick<ExtendPlan, 'changes'>) =>
  plan.changes.map(({ path }): [path: string, text: string] => [
    path,
    read(after(host, plan), path),
  ]);

/** The object behind a name in code, as it is evaluated. */
function objectBehind(code: string, name: string): unknown {
  const start = code.indexOf('{', code.indexOf(`${name}: {`));
  const indent = /^ */m.exec(code.slice(code.lastIndexOf('\n', start) + 1))![0];
  const end = code.indexOf(`\n${indent}}`, start) + indent.length + 2;
  return new Function(`return (${code.slice(start, end)})`)();
}

interface Resource {
  readonly Properties?: {
    readonly Events?: Readonly<Record<string, Resource>>;
    readonly Pattern?: unknown;
  };
}

const patternIn = (path: string, text: string) => {
  if (/\.tsx?$/.test(path)) return objectBehind(text, 'eventPattern');
  const { Resources } = parse(text, { version: '1.1', logLevel: 'silent' });
  const events = Object.values<Resource>(Resources).flatMap(({ Properties }) =>
    Object.values(Properties?.Events ?? {}),
  );
  return events.find((event) => event.Properties?.Pattern)?.Properties?.Pattern;
};

const HOSTS = {
  'our own CDK': [OWN.cdk, 'resize', 'infra/stack.ts'],
  'our own SAM': [OWN.sam, 'resize', 'template.yaml'],
  'another CDK': [FOREIGN.cdk, 'resize', undefined],
  'another SAM': [FOREIGN.sam, 'resize', 'template.yaml'],
  'another SAM as JSON': [JSON_HOST, 'resize', 'template.json'],
} as const;

describe('a value stays what it is', () => {
  it.each(Object.entries(HOSTS))('as an event pattern in %s', (_, [host, fn, where]) => {
    const files = written(host, addTrigger(host, fn, 'eventbridge', { pattern: PATTERN }));
    const [path, text] = files.find(([each]) =>
      where ? each === where : /stack|infra|lib/.test(each),
    )!;
    expect(JSON.stringify(patternIn(path, text))).toBe(PATTERN);
    for (const [name, each] of files)
      expect(hasUnsafe(each.replaceAll('\n', '')), name).toBe(false);
  });

  it.each(IACS)('in the table of the README, as %s', (form) => {
    const pattern = '{"source":["a|b"],\n  "detail":{"<!-- lambda-app:end -->":["c"]}}';
    const there = after(OWN[form], addTrigger(OWN[form], 'resize', 'eventbridge', { pattern }));
    const [row] = /^\| `resize` \| `eventbridge`.*$/m.exec(read(there, 'README.md'))!;
    expect(row).toContain('{"source":["a\\|b"], "detail":{"&lt;!-- lambda-app:end -->":["c"]}}');
    // The block is still found
    expect(addTrigger(there, 'rotate', 'eventbridge').notices).toEqual([]);
  });

  it.each(IACS)('as the description of a function of our own project, as %s', (form) => {
    const options = { description: SENTINELS };
    const plan = addInstance(OWN[form], { pattern: 'function', name: 'count', options });
    const files = written(OWN[form], plan);
    const where = form === 'cdk' ? 'infra/count.ts' : 'template.yaml';
    expect(new Map(files).get(where)).toContain(`'${SENTINELS}'`);
  });

  it.each(IACS)('as the description of a function of another project, as %s', (form) => {
    const plan = addFunction(FOREIGN[form], { name: 'count', description: SENTINELS });
    const texts = written(FOREIGN[form], plan).map(([, text]) => text);
    expect(texts.filter((text) => text.includes(SENTINELS)).length).toBeGreaterThan(1);
    expect(texts.join()).not.toMatch(/description: '?Count/i);
  });

  it.each(['yes', 'on', 'null', '007', '1:30', '1_000', '~'])(
    'as a description that YAML 1.1 takes for something else: %s',
    (description) => {
      const plan = addFunction(FOREIGN.sam, { name: 'count', description });
      const template = read(after(FOREIGN.sam, plan), 'template.yaml');
      const line = /^ +Description: (.*)$/m.exec(template)![1]!;
      expect(parse(line, { version: '1.1' })).toBe(description);
    },
  );

  it('as a segment of a path that is pasted', () => {
    const options = { path: '/__Name__/arm64', api: 'PastedApi' };
    const files = new Map([...FOREIGN.sam.files]);
    const template = `${files.get('template.yaml')}  PastedApi:\n    Type: AWS::ApiGateway::RestApi\n`;
    const host = hostOf('sam', Object.fromEntries([...files, ['template.yaml', template]]));
    expect(() => addTrigger(host, 'resize', 'http', options)).toThrow(
      expect.objectContaining({ paste: expect.stringContaining("PathPart: '__Name__'") }),
    );
  });
});
