import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Editors, Workshop } from '../core/ports.ts';
import { deriveWith } from '../derived/derive.ts';
import { renderProse } from '../derived/prose.ts';
import { cdkEditor, type LocateStack } from '../editors/cdk.ts';
import { locateInTemplateStack } from '../editors/cdk-template-stack.ts';
import { editPackageJson } from '../editors/package-json.ts';
import { editSam } from '../editors/sam.ts';
import { loadRegistry } from '../io/load-pattern.ts';
import { packageRoot } from '../io/package-root.ts';
import { sha256 } from '../io/sha256.ts';
import { shippedTemplates } from '../io/templates.ts';

const editorsWith = (locate: LocateStack): Editors => ({
  packageJson: editPackageJson,
  sam: editSam,
  cdk: cdkEditor(locate),
});

async function workshop(locate: LocateStack): Promise<Workshop> {
  const registry = await loadRegistry();
  const prices = JSON.parse(shippedTemplates.read('prices.json')!) as { asOf: string };
  return {
    templates: shippedTemplates,
    registry,
    editors: editorsWith(locate),
    renderProse,
    derive: deriveWith(prices.asOf),
    sha256,
  };
}

/** For a new project: its stack is the template's own, and no TypeScript parser is loaded. */
export const createWorkshop = () => workshop(locateInTemplateStack);

/** For a standing project: its stack may be anybody's. */
export async function addWorkshop(): Promise<Workshop> {
  const { locateStack } = await import('../editors/cdk-stack.ts');
  return workshop(locateStack);
}

export function packageVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version;
}
