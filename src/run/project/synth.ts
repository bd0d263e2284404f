import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'jsonc-parser';
import { refusal } from '../../core/errors.ts';
import { packageRoot } from '../../io/package-root.ts';
import { ACCOUNT } from './account.ts';

const CAPTURE = join(packageRoot, 'dist/src/run/code/capture.js');

/** How much of an app's output an error shows, in lines. */
const SHOWN_LINES = 25;

interface CdkConfig {
  readonly app?: string;
  readonly context?: object;
}

export function readCdkConfig(root: string): CdkConfig {
  const file = join(root, 'cdk.json');
  const config = parse(readFileSync(file, 'utf8')) as CdkConfig | undefined;
  if (config?.app) return config;
  throw refusal('cdk.json names no app', { at: { path: 'cdk.json' } });
}

/** Context as the CDK's own command gives it, without copies of the assets. */
function contextOf(root: string, config: CdkConfig): object {
  const kept = join(root, 'cdk.context.json');
  const looked = existsSync(kept) ? (parse(readFileSync(kept, 'utf8')) as object) : {};
  return {
    ...looked,
    ...config.context,
    'aws:cdk:enable-path-metadata': true,
    'aws:cdk:enable-asset-metadata': true,
    'aws:cdk:disable-asset-staging': true,
  };
}

const environment = (root: string, config: CdkConfig, out: string) => ({
  ...process.env,
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${pathToFileURL(CAPTURE).href}`.trim(),
  CDK_OUTDIR: out,
  CDK_CONTEXT_JSON: JSON.stringify(contextOf(root, config)),
  CDK_DEFAULT_ACCOUNT: process.env.CDK_DEFAULT_ACCOUNT ?? ACCOUNT,
  CDK_DEFAULT_REGION: process.env.CDK_DEFAULT_REGION ?? 'us-east-1',
  JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
});

const lastLines = (text: string) => text.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');

/** Runs a CDK app, which writes its assembly into the folder. Throws `refused` with what the app printed. */
export function synthesise(root: string, out: string): Promise<void> {
  const config = readCdkConfig(root);
  const env = environment(root, config, out);
  const child = spawn(config.app!, {
    cwd: root,
    env,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
