import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** Loads a bundle in a process that has these variables and a region; gives the names it exports. */
export function exportsOf(bundle: string, variables: Record<string, string>): string[] {
  const script = 'console.log(JSON.stringify(Object.keys(await import(process.argv[1]))))';
  const args = ['--input-type=module', '--eval', script, pathToFileURL(bundle).href];
  const env = { AWS_REGION: '__region__', ...variables };
  const options = { encoding: 'utf8', env, stdio: 'pipe' } as const;
  return JSON.parse(execFileSync(process.execPath, args, options));
}
