import { homedir } from 'node:os';
import { join } from 'node:path';
import { textAt } from '../regular-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const USUAL = 'https://registry.npmjs.org/';

/** In milliseconds: a registry that answers does so in less than a second. */
const PATIENCE_MS = 5000;

/** Where package managers read what their environment does not say. */
const CONFIGURATIONS = ['.npmrc', '.yarnrc.yml', '.yarnrc', 'bunfig.toml'];

const configured = (folders: readonly string[]) =>
  folders
    .flatMap((folder) => CONFIGURATIONS.map((name) => join(folder, name)))
    .map((file) => textAt(file) ?? '')
    .join('\n');

const setting = (env: Environment, names: readonly string[]) =>
  names.map((name) => env[name] ?? env[name.toUpperCase()]).find(Boolean);

/**
 * The registry that packages come from; undefined where it is not known that it would be asked directly: by way of a
 * proxy, or not at all.
 */
export function registryFor(
  cwd: string,
  env: Environment = process.env,
  home = homedir(),
): string | undefined {
  const text = configured([cwd, home]);
  const isIndirect =
    setting(env, ['https_proxy', 'http_proxy', 'all_proxy', 'npm_config_proxy']) ||
    setting(env, ['npm_config_https_proxy', 'npm_config_offline', 'npm_config_prefer_offline']) ||
    /proxy|offline|enableNetwork|\[install/i.test(text);
  if (isIndirect) return undefined;
  const [, own] =
    /^\s*(?:registry\s*[= ]|npmRegistryServer\s*:)\s*["']?([^\s"']+)/m.exec(text) ?? [];
  return setting(env, ['npm_config_registry', 'yarn_npm_registry_server']) ?? own ?? USUAL;
}

/** A sentence why the registry cannot be reached; undefined where it gives any answer. */
export async function unreachable(registry: string, signal: AbortSignal) {
  try {
    const all = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    await fetch(registry, { method: 'HEAD', redirect: 'manual', signal: all });
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    const { cause, name } = error as Error & { cause?: { code?: string } };
    const reason = name === 'TimeoutError' ? `no answer in ${PATIENCE_MS / 1000} s` : cause?.code;
    return `the registry ${registry} cannot be reached${reason ? `: ${reason}` : ''}`;
  }
}
