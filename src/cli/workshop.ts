import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bug } from '../core/errors.ts';
import type { Editors, Registry, RenderProse, Workshop } from '../core/ports.ts';
import type { Iac } from '../core/project.ts';
import { deriveWith } from '../derived/derive.ts';
import { cdkAppEditor, type LocateApp } from '../editors/cdk/app.ts';
import { cdkEditor, type LocateStack } from '../editors/cdk/construct.ts';
import { locateInTemplateApp, locateInTemplateStack } from '../editors/cdk/quick-stack.ts';
import { editPackageJson } from '../editors/json/package-json.ts';
import { editTemplateSam } from '../editors/sam/quick-merge.ts';
import { loadRegistry, loadTriggers } from '../io/load-registry.ts';
import { packageRoot } from '../io/package-root.ts';
import { sha256OfLines } from '../io/sha256.ts';
import { shippedTemplates } from '../io/templates.ts';

type Infrastructure = Pick<Editors, 'cdk' | 'sam'>;

/** What renders prose is a library that is loaded where there is some. */
const prose = async () => (await import('../derived/prose.ts')).renderProse;

function workshop(
  infrastructure: Infrastructure,
  registry: Registry,
  renderProse: RenderProse,
): Workshop {
  const prices = JSON.parse(shippedTemplates.read('prices.json')!) as { asOf: string };
  return {
    templates: shippedTemplates,
    registry,
    editors: { packageJson: editPackageJson, ...infrastructure },
    renderProse,
    derive: deriveWith(prices.asOf),
    sha256: sha256OfLines,
  };
}

function cdk(locateStack: LocateStack, locateApp: LocateApp): Editors['cdk'] {
  const stack = cdkEditor(locateStack);
  const app = cdkAppEditor(locateApp);
  return (text, op) => (op.app ? app(text, { ...op, app: op.app }) : stack(text, op));
}

/** For a new project: what it edits is the template's own, and no parser is loaded. */
const templateEditors: Infrastructure = {
  sam: editTemplateSam,
  cdk: cdk(locateInTemplateStack, locateInTemplateApp),
};

export const createWorkshop = async () =>
  workshop(templateEditors, await loadRegistry(), await prose());

/** For files that may be anybody's: the parser of their form is loaded, and no other. */
async function parsersOf(iac: Iac): Promise<Infrastructure> {
  if (iac === 'sam') {
    const { editSam } = await import('../editors/sam/merge.ts');
    return { ...templateEditors, sam: editSam };
  }
  const { locateStack, locateApp } = await import('../editors/cdk/stack.ts');
  return { ...templateEditors, cdk: cdk(locateStack, locateApp) };
}

/** For a standing project of ours. */
export async function addWorkshop(iac: Iac, loaded?: Registry): Promise<Workshop> {
  const [patterns, triggers] = await Promise.all([loaded ?? loadRegistry(), loadTriggers()]);
  return workshop(await parsersOf(iac), { ...patterns, triggers }, await prose());
}

const NOTHING: Registry = {
  base: { id: 'base', contribute: () => ({ files: [] }) },
  patterns: new Map(),
  parts: new Map(),
};

/** For a project that somebody else wrote: there are no parts, and no documents that are derived. */
export const foreignWorkshop = async (iac: Iac): Promise<Workshop> =>
  workshop(await parsersOf(iac), NOTHING, () => {
    throw bug('A foreign project has no prose to render');
  });

export function packageVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version;
}
