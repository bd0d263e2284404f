import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'jsonc-parser';
import { refusal } from '../../core/errors.ts';
import { appsIn } from '../../infrastructure/forms.ts';
import { diskBase } from '../../io/disk.ts';
import { packageRoot } from '../../io/package-root.ts';
import { foldersAround } from '../../io/project-root.ts';
import { textAt } from '../../io/regular-file.ts';
import { hasGroups, killGroup } from '../worker/process-group.ts';
import { ACCOUNT } from './account.ts';
import type { LoadOptions } from './sources.ts';

const CAPTURE = join(packageRoot, 'dist/src/run/code/capture.js');

/** How much of an app's output an error shows, in lines. */
const SHOWN_LINES = 25;

interface CdkConfig {
  readonly app?: string;
  readonly context?: object;
}

/** What cdk.json says, with the app that scripts name where it names none. */
export function readCdkConfig(root: string): CdkConfig {
  const text = textAt(join(root, 'cdk.json'), 'cdk.json') ?? '{}';
  const config = parse(text) as CdkConfig | undefined;
  const [app] = config?.app ? [config.app] : appsIn(diskBase(root), '');
  if (app) return { ...config, app };
  throw refusal('cdk.json names no app', { at: { path: 'cdk.json' } });
}

/** Context as the CDK's own command gives it, without copies of the assets. */
function contextOf(root: string, config: CdkConfig): object {
  const kept = textAt(join(root, 'cdk.context.json'), 'cdk.context.json');
  const looked = kept === undefined ? {} : (parse(kept) as object);
  return {
    ...looked,
    ...config.context,
    'aws:cdk:enable-path-metadata': true,
    'aws:cdk:enable-asset-metadata': true,
    'aws:cdk:disable-asset-staging': true,
  };
}

/** The longest context in a variable, in bytes: Linux takes 128 KB in one, Windows 32 KB in all. */
const MOST_CONTEXT_BYTES = 16 * 1024;

/** Context for the app, in a file where it is too long for a variable, as the CDK's own command does. */
function contextVariables(root: string, config: CdkConfig, out: string) {
  const context = JSON.stringify(contextOf(root, config));
  if (Buffer.byteLength(context) <= MOST_CONTEXT_BYTES) return { CDK_CONTEXT_JSON: context };
  const file = `${out}.context.json`;
  writeFileSync(file, context);
  return { CDK_CONTEXT_JSON: '{}', CONTEXT_OVERFLOW_LOCATION_ENV: file };
}

/** Programs of the packages around, as a script of npm finds them. */
const withPrograms = (root: string) =>
  [...foldersAround(root).map((each) => join(each, 'node_modules/.bin')), process.env.PATH]
    .filter(Boolean)
    .join(delimiter);

const environment = (root: string, config: CdkConfig, out: string) => ({
  ...process.env,
  PATH: withPrograms(root),
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${pathToFileURL(CAPTURE).href}`.trim(),
  CDK_OUTDIR: out,
  ...contextVariables(root, config, out),
  // Rules of what is deployed are for `cdk synth`; they take most of the time
  CDK_VALIDATION: 'false',
  CDK_DEFAULT_ACCOUNT: process.env.CDK_DEFAULT_ACCOUNT ?? ACCOUNT,
  CDK_DEFAULT_REGION: process.env.CDK_DEFAULT_REGION ?? 'us-east-1',
  JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
});

const lastLines = (text: string) => text.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');

type Asked = Pick<LoadOptions, 'root' | 'reaper' | 'signal'>;

/** Starts the app in a group of its own, which ends with the run. */
function startApp(app: string, config: CdkConfig, out: string, { root, reaper, signal }: Asked) {
  const child = spawn(app, {
    cwd: root,
    env: environment(root, config, out),
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: hasGroups,
  });
  const stop = () => killGroup(child);
  reaper.watch(child.pid);
  signal.addEventListener('abort', stop);
  child.once('exit', () => {
    reaper.forget(child.pid);
    signal.removeEventListener('abort', stop);
  });
  return child;
}

/** Runs a CDK app, which writes its assembly into the folder. Throws `refused` with what the app printed. */
export function synthesise(out: string, asked: Asked): Promise<void> {
  const config = readCdkConfig(asked.root);
  asked.signal.throwIfAborted();
  const child = startApp(config.app!, config, out, asked);
  let output = '';
  const add = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 && existsSync(join(out, 'manifest.json'))) resolve();
      else
        reject(
          refusal(
            `The CDK app cannot be synthesised: "${config.app}" failed\n${lastLines(output)}`,
            {
              at: { path: 'cdk.json' },
            },
          ),
        );
    });
  });
}
