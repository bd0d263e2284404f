import type { Substitutions } from '../../../src/core/fold/render.ts';
import type { PackageManager, Project } from '../../../src/core/project.ts';

interface Installation {
  /** What an installation from the lock file reads. */
  readonly files: readonly string[];
  readonly command: string;
}

/** The base image has Node.js and npm, which runs the other package managers in the versions that CI has. */
const INSTALLATIONS: Readonly<Record<PackageManager, Installation>> = {
  npm: { files: ['package-lock.json'], command: 'npm ci' },
  pnpm: {
    files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
    command: 'npx --yes pnpm@11 install --frozen-lockfile',
  },
  yarn: {
    files: ['yarn.lock', '.yarnrc.yml'],
    command: 'npx --yes corepack yarn install --frozen-lockfile',
  },
  bun: { files: ['bun.lock'], command: 'npx --yes bun install --frozen-lockfile' },
};

/** A test of bundles, which the tests of the image replace. */
const IN_BUNDLE = `
test.each(functions)('%s: %s starts in its bundle', (_, __, fn) => {
  expect(fn).toMatchObject({ Handler: 'index.handler' });
});
`;

/** What the Dockerfile installs, and what the tests of functions expect of images. */
export function imageSubstitutions({ packageManager }: Project): Substitutions {
  const { files, command } = INSTALLATIONS[packageManager];
  return {
    'package-lock.json': files.join(' '),
    '!package-lock.json': files.map((file) => `!${file}`).join('\n'),
    'npm ci': command,
    "Runtime: 'nodejs24.x',": "PackageType: 'Image',",
    [IN_BUNDLE]: '',
  };
}
