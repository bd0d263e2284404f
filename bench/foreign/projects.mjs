import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../../src/cli/generate/project-root.ts';
import { projectDisk } from '../../src/io/list-files.ts';

const SKIPPED = /^(\.|node_modules$|cdk\.out$|dist$)/;

const isTemplate = (path) => {
  if (!/\.(ya?ml|json|template)$/.test(path)) return false;
  const text = readFileSync(path, 'utf8');
  return /^\s*"?Resources"?\s*:/m.test(text) && /AWS::(Serverless|Lambda)::Function/.test(text);
};

/** The language that cdk.json runs the app in, when it is not JavaScript. */
const languageOf = (path) =>
  /"app": *"[^"]*\b(python3?|mvn|mvnw|gradlew?|dotnet|go)\b/.exec(readFileSync(path, 'utf8'))?.[1];

/** Every CDK app and every template with functions below a folder; templates beside a cdk.json are the app's. */
export function* projectsIn(path) {
  const entries = readdirSync(path, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(path, name));
  const app = files.find((file) => file.endsWith('/cdk.json'));
  if (app) {
    const form = languageOf(app) ? 'CDK of another language' : 'CDK';
    yield { path, form, cwd: path };
    return;
  }
  for (const template of files.filter(isTemplate))
    yield { path: template, form: 'SAM', cwd: path, template };
  for (const entry of entries)
    if (entry.isDirectory() && !SKIPPED.test(entry.name)) yield* projectsIn(join(path, entry.name));
}

/** The project as the command finds it: its folder, its files, and the flags that say which template is meant. */
export function opened({ cwd, template, ...project }) {
  const { dir } = projectRoot({ cwd, ...(template && { template }) });
  const place = template ? { template: relative(dir, template) } : {};
  return { ...project, dir, place, disk: projectDisk(dir) };
}
