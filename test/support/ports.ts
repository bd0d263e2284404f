import { choice } from '../../src/core/options.ts';
import type { Contribution, Pattern } from '../../src/core/pattern.ts';
import type { Ports } from '../../src/core/ports.ts';
import { insertion } from '../../src/core/tree/text-edit.ts';

export const BEGIN = '<!-- lambda-app:begin -->';
export const END = '<!-- lambda-app:end -->';

/** The templates of a ports that fits on a page: by their path. */
export const TEMPLATES: Readonly<Record<string, string>> = {
  'versions.json': '{"zod": "^4.0.0"}',
  'base/files/common/package.json': '{}',
  'base/files/common/README.md.hbs': `# APP\n${BEGIN}${END}\n`,
  'base/files/common/template.yaml': 'sam\n',
  'base/files/common/infra/stack.ts': 'cdk\n',
  'base/files/common/_gitignore': 'dist\n',
  'parts/env/files/common/src/shared/env.ts': 'export const env = 1;\n',
  'parts/log/files/common/src/shared/log.ts': "import './env.ts';\n",
  'patterns/queue/files/common/src/__name-kebab__/work.ts': 'class __Name__ extends Worker {}\n',
  'patterns/queue/files/common/test/__name-kebab__.ts': '__name__ __NAME__ __region__\n',
  'patterns/queue/sam.yaml': '__Name__Queue',
};

const contribution = (more: Partial<Contribution>): Contribution => ({ files: [], ...more });

export const queue: Pattern = {
  id: 'queue',
  title: 'Queue',
  group: 'Background work',
  summary: '',
  services: [],
  defaultName: 'jobs',
  options: { kind: choice('Kind', ['standard', 'fifo']) },
  contribute: ({ name, options, others }) =>
    contribution({
      files: [
        'common',
        {
          path: `events/${name.kebab}.json`,
          text: `${JSON.stringify(options)} ${others.length}\n`,
        },
      ],
      requires: ['log', ...(options.kind === 'fifo' ? ['env'] : [])],
      dependencies: ['zod'],
      sam: ['sam.yaml'],
      construct: { className: name.pascal, module: `./${name.kebab}.ts` },
    }),
};

/** An editor that adds a line at the end, unless the text has it. */
const appending = (line: string) => (text: string) =>
  text.includes(line)
    ? ({ status: 'present' } as const)
    : ({ status: 'edited', edits: [insertion(text.length, `${line}\n`)] } as const);

/** A ports in memory: one pattern, two parts, and editors that append a line. */
export function fakePorts(more: Readonly<Record<string, string | undefined>> = {}): Ports {
  const all = Object.entries({ ...TEMPLATES, ...more });
  const texts = new Map(
    all.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])),
  );
  const part = (id: string, requires: readonly string[] = []) =>
    ({ id, contribute: () => contribution({ files: ['common'], requires }) }) as const;
  return {
    templates: {
      read: (path) => texts.get(path),
      tokens: () => undefined,
      files: (folder) =>
        new Map(
          [...texts]
            .filter(([path]) => path.startsWith(`${folder}/`))
            .map(([path, text]) => [path.slice(folder.length + 1), text]),
        ),
    },
    registry: {
      base: { id: 'base', contribute: () => contribution({ files: ['common'] }) },
      patterns: new Map([['queue', queue]]),
      parts: new Map([
        ['env', part('env')],
        ['log', part('log', ['env'])],
      ]),
    },
    editors: {
      packageJson: (text, { dependencies }) => appending(JSON.stringify(dependencies))(text),
      sam: (text, fragment) => appending(fragment)(text),
      cdk: (text, { className }) => appending(`new ${className}`)(text),
    },
    renderProse: (text, data) => text.replaceAll('APP', (data as { app: string }).app),
    derive: () => ({ 'README.md': 'derived' }),
    record: () => [],
    hash: (_, text) => `hash of ${text.length}`,
    isAsMade: (_, text, hash) => hash === `hash of ${text.length}`,
    version: '0.0.0',
  };
}
