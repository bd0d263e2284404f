import { PACKAGE_MANAGERS, type PackageManager } from '../../core/project.ts';

/** What started this process, as it says itself: `yarn/4.5.0 npm/? node/v22.13.0 linux x64`. */
const agent = ({ npm_config_user_agent: text = '' } = process.env) =>
  /^(\w+)\/(\d[\w.+-]*)/.exec(text) ?? [];

/** The package manager that started this process; npm when nothing says so. */
export function runningPackageManager(env = process.env): PackageManager {
  const [, name] = agent(env);
  return PACKAGE_MANAGERS.find((each) => each === name) ?? 'npm';
}

/**
 * The version that the project names in its package.json: of Yarn from 2 on, for Corepack runs Yarn 1 otherwise. The
 * workflow names that of pnpm, and pnpm's action takes only one. Undefined where another package manager runs.
 */
export function versionToPin(manager: PackageManager, env = process.env): string | undefined {
  const [, name, version = '1.'] = agent(env);
  return manager === 'yarn' && name === 'yarn' && !version.startsWith('1.') ? version : undefined;
}
