import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads a bundle in a process that has these variables and a region; gives the names it exports. */
export function exportsOf(bundle: string, variables: Record<string, string>): string[] {
  // What a layer has on Lambda is among the project's packages here
  const module = resolve(`node_modules/.bundle-${randomUUID()}.mjs`);
  copyFileSync(bundle, module);
  try {
    return namesIn(module, { AWS_REGION: '__region__', ...variables });
  } finally {
    rmSync(module);
  }
}

function namesIn(module: string, env: Record<string, string>): string[] {
  const script = 'console.log(JSON.stringify(Object.keys(await import(process.argv[1]))))';
  const args = ['--input-type=module', '--eval', script, pathToFileURL(module).href];
  const options = { encoding: 'utf8', env, stdio: 'pipe' } as const;
  return JSON.parse(execFileSync(process.execPath, args, options));
}
