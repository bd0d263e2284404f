import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Editors, Registry, Workshop } from '../core/ports.ts';
import type { Iac } from '../core/project.ts';
import { deriveWith } from '../derived/derive.ts';
import { renderProse } from '../derived/prose.ts';
import { cdkEditor, type LocateStack } from '../editors/cdk.ts';
import { cdkAppEditor, type LocateApp } from '../editors/cdk-app.ts';
import { locateInTemplateApp, locateInTemplateStack } from '../editors/cdk-template-stack.ts';
import { editPackageJson } from '../editors/package-json.ts';
import { editTemplateSam } from '../editors/sam-template.ts';
import { loadRegistry, loadTriggers } from '../io/load-registry.ts';
import { packageRoot } from '../io/package-root.ts';
import { sha256 } from '../io/sha256.ts';
import { shippedTemplates } from '../io/templates.ts';

type Infrastructure = Pick<Editors, 'cdk' | 'sam'>;

function workshop(infrastructure: Infrastructure, registry: Registry): Workshop {
  const prices = JSON.parse(shippedTemplates.read('prices.json')!) as { asOf: string };
  return {
    templates: shippedTemplates,
    registry,
    editors: { packageJson: editPackageJson, ...infrastructure },
    renderProse,
    derive: deriveWith(prices.asOf),
    sha256,
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

export const createWorkshop = async () => workshop(templateEditors, await loadRegistry());

/** For a standing project, whose files may be anybody's: the parser of its form is loaded, and no other. */
export async function addWorkshop(iac: Iac, loaded?: Registry): Promise<Workshop> {
  const [patterns, triggers] = await Promise.all([loaded ?? loadRegistry(), loadTriggers()]);
  const registry = { ...patterns, triggers };
  if (iac === 'sam') {
    const { editSam } = await import('../editors/sam.ts');
    return workshop({ ...templateEditors, sam: editSam }, registry);
  }
  const { locateStack, locateApp } = await import('../editors/cdk-stack.ts');
  return workshop({ ...templateEditors, cdk: cdk(locateStack, locateApp) }, registry);
}

export function packageVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version;
}
