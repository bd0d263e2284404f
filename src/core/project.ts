import type { OptionValues } from './options.ts';

export const IACS = ['cdk', 'sam'] as const;
export type Iac = (typeof IACS)[number];

export const RUNTIMES = ['nodejs24.x', 'nodejs22.x'] as const;
export const ARCHITECTURES = ['arm64', 'x86_64'] as const;
export const PACKAGE_TYPES = ['zip', 'image'] as const;
export const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const;
export const ALIAS = 'live';
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];

/** What holds for the whole project, whatever patterns it has. */
export interface Project {
  readonly app: string;
  readonly iac: Iac;
  readonly region: string;
  readonly runtime: (typeof RUNTIMES)[number];
  readonly arch: (typeof ARCHITECTURES)[number];
  /** How the code of its functions is packed. */
  readonly packageType: (typeof PACKAGE_TYPES)[number];
  readonly packageManager: PackageManager;
  /** The alias that each function is published as, and that what invokes it names; without one, a function has no versions. */
  readonly alias?: typeof ALIAS;
}

/** A project with everything at its default: for what is said of a pattern before it is chosen, and for tests. */
export const sampleProject = (iac: Iac): Project => ({
  app: 'my-app',
  iac,
  region: 'us-east-1',
  runtime: RUNTIMES[0],
  arch: ARCHITECTURES[0],
  packageType: PACKAGE_TYPES[0],
  packageManager: PACKAGE_MANAGERS[0],
});

/** A pattern given a name and options in a project. */
export interface Instance {
  readonly name: string;
  readonly pattern: string;
  readonly options: OptionValues;
}
