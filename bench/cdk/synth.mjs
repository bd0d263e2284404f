// Synthesises CDK apps before and after an addition, and has cfn-lint judge the templates.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { lint, news } from '../cfn-lint.mjs';

const LEFT_OUT = /(^|\/)(node_modules|\.git|cdk\.out)(\/|$)/;

/** The folders of packages in and around a project, which a copy of it links to. */
function* packageFolders(folder, depth = 0) {
  for (const { name } of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, name);
    if (name === 'node_modules') yield path;
    else if (depth < 4 && !LEFT_OUT.test(path) && isFolder(path))
      yield* packageFolders(path, depth + 1);
  }
}

const isFolder = (path) => {
  try {
    return readdirSync(path) !== undefined;
  } catch {
    return false;
  }
};

/** The repository that a folder is in: apps have assets beside their own folder. */
function repositoryOf(folder) {
  if (existsSync(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? undefined : repositoryOf(dirname(folder));
}

/** A copy of a repository, without its packages, which are linked. */
function copyOf(dir) {
  const copy = mkdtempSync(join(tmpdir(), 'cdk-functions-'));
  cpSync(dir, copy, {
    recursive: true,
    filter: (path) => !LEFT_OUT.test(relative(dir, path).split(sep).join('/')),
  });
  for (const path of packageFolders(dir)) {
    const link = join(copy, relative(dir, path));
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(path, link);
  }
  return copy;
}

const jsonAt = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});

/**
 * Runs the app as the CDK would, but for bundling, with what its own pipeline gives it; answers the folder of the
 * templates, or why there are none.
 */
function synthesise(folder, given) {
  const said = jsonAt(join(folder, 'cdk.json'));
  const app = given.app ?? said.app;
  const context = {
    ...said.context,
    ...jsonAt(join(folder, 'cdk.context.json')),
    ...given.context,
  };
  if (!app) return { reason: 'its cdk.json names no app: give it with --app' };
  const out = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  const { status, stderr, error } = spawnSync(app, {
    cwd: folder,
    shell: true,
    encoding: 'utf8',
    timeout: 300_000,
    env: {
      ...process.env,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [] }),
      CDK_DEFAULT_ACCOUNT: '123456789012',
      CDK_DEFAULT_REGION: 'eu-west-1',
      AWS_REGION: 'eu-west-1',
      ...given.env,
    },
  });
  if (status === 0 && existsSync(join(out, 'manifest.json'))) return { out };
  rmSync(out, { recursive: true, force: true });
  const lines = `${error ?? stderr}`.split('\n');
  return { reason: lines.find((line) => /error|cannot/i.test(line)) ?? lines[0] ?? 'no templates' };
}

/** What cfn-lint finds in the templates of an assembly. */
const findings = (out) =>
  lint(
    readdirSync(out, { recursive: true })
      .filter((path) => path.endsWith('.template.json'))
      .map((path) => join(out, path)),
  );

/**
 * Synthesises one app again and again: `judge` answers what is new with some changes in place, `reason` why the app
 * itself cannot be synthesised here.
 */
export function synthesiser(dir, app, given = {}) {
  const root = repositoryOf(dir) ?? dir;
  const whole = copyOf(root);
  const copy = join(whole, relative(root, dir));
  const folder = join(whole, relative(root, app));
  for (const each of given.assets ?? []) mkdirSync(join(folder, each), { recursive: true });
  const end = () => rmSync(whole, { recursive: true, force: true });
  const first = synthesise(folder, given);
  if (first.reason) {
    end();
    return { reason: first.reason, judge: () => [], end: () => {} };
  }
  const before = findings(first.out);
  rmSync(first.out, { recursive: true, force: true });
  const judge = (changes) => {
    for (const { path, after } of changes) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), after);
    }
    const { out, reason } = synthesise(folder, given);
    const found = reason ? [`no longer synthesises: ${reason}`] : news(before, findings(out));
    if (out) rmSync(out, { recursive: true, force: true });
    for (const { path, before: text } of changes)
      if (text === undefined) rmSync(join(copy, path));
      else writeFileSync(join(copy, path), text);
    return found;
  };
  return { judge, end };
}
