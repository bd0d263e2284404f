import { noSuchTemplate } from '../core/errors.ts';
import { type Substitutions, substitute } from '../core/fold/render.ts';
import { folderOf, type ProjectPath, projectPath } from '../core/paths.ts';
import { withLogger } from '../host/code/logger.ts';
import { wrapImports } from '../host/code/wrap-imports.ts';
import type { ExtendContext } from '../host/context.ts';
import type { Layout } from '../host/layout.ts';
import { lineWidthOf } from '../host/line-width.ts';
import { forRunner, ported } from '../host/port.ts';
import { createFile, type Staging } from './staging.ts';

/** One of our templates, written into a project with another layout. */
export function templateText({ ports }: Pick<ExtendContext, 'ports'>, path: string): string {
  const text = ports.templates.read(path);
  if (text === undefined) throw noSuchTemplate(path);
  return text;
}

/** From one file to another, as an import names it. */
function relativePath(from: string, to: string): string {
  const [here, there] = [folderOf(from).split('/'), to.split('/')];
  let shared = 0;
  while (shared < here.length - 1 && here[shared] === there[shared]) shared++;
  const up = '../'.repeat(here.length - 1 - shared);
  return `${up || './'}${there.slice(shared).join('/')}`;
}

/** How `from` imports `to`, where imports end so. */
export const specifierTo = (from: string, to: string, importEnding: string) =>
  relativePath(from, to).replace(/\.\w+$/, '') + importEnding;

export const specifier = (from: string, to: string, { importEnding }: Layout) =>
  specifierTo(from, to, importEnding);

/** Stages code of ours as the project writes it. */
function createCode(staging: Staging, path: ProjectPath, code: string, layout: Layout): void {
  const { disk, stripTypes } = staging.context;
  const text = ported(code, layout, stripTypes);
  createFile(staging, path, wrapImports(text, lineWidthOf(disk, path, text), layout.style));
}

/** Stages a file of code: our template in the project's language and style. */
export function addCode(
  staging: Staging,
  path: ProjectPath,
  template: string,
  layout: Layout,
  substitutions: Substitutions = {},
): void {
  const text = substitute(templateText(staging.context, template), substitutions);
  const { logger } = layout;
  const module = logger?.module ? specifier(path, logger.module, layout) : '';
  const code = logger ? withLogger(text, logger, module) : text;
  createCode(staging, path, code, layout);
}

/** The path from the folder of the tests' package.json, where they run, to the project's root. */
const rootFrom = ({ root }: Layout) => '../'.repeat(root.split('/').length - 1);

export const testPath = ({ tests, testPrefix, testEnding, extension }: Layout, subject: string) =>
  projectPath(`${tests}${testPrefix}${subject}${testEnding}.${extension}`);

/** Stages a test in the form of the project's test runner, or reports why there is none. */
export function addTest(
  staging: Staging,
  path: ProjectPath,
  template: string,
  layout: Layout,
  substitutions: Substitutions,
): void {
  if (!layout.runner) {
    staging.notices.push(`no test: no test runner is known in ${layout.root}package.json`);
    return;
  }
  const more = { '`events/': `\`${rootFrom(layout)}events/` };
  const text = substitute(templateText(staging.context, template), { ...more, ...substitutions });
  const code = forRunner(text, layout.runner);
  // Vitest cannot be required
  const written: Layout = layout.runner === 'vitest' ? { ...layout, modules: 'esm' } : layout;
  createCode(staging, path, code, written);
}

/** Stages sample events: JSON, whatever the project is written in, and outside of what is deployed. */
export function addEvents(
  staging: Staging,
  template: string,
  folder: string,
  prefix = '',
  samples: Substitutions = {},
): void {
  for (const [file, text] of staging.context.ports.templates.files(template))
    createFile(
      staging,
      projectPath(`events/${folder}/${prefix}${file}`),
      substitute(text, samples),
    );
}
