import { bug } from '../core/errors.ts';
import type { Editors, Ports, Registry, RenderProse } from '../core/ports.ts';
import type { Iac } from '../core/project.ts';
import type { Recorder } from '../core/record.ts';
import type { Dated } from '../derived/cost.ts';
import { deriveWith } from '../derived/derive.ts';
import { cdkAppEditor, type LocateApp } from '../editors/cdk/app.ts';
import { cdkEditor, type LocateStack } from '../editors/cdk/construct.ts';
import { quickRecord } from '../editors/cdk/quick-record.ts';
import { locateInTemplateApp, locateInTemplateStack } from '../editors/cdk/quick-stack.ts';
import { editPackageJson } from '../editors/json/package-json.ts';
import { recorderOf } from '../editors/recorder.ts';
import { editTemplateSam } from '../editors/sam/plain/quick-merge.ts';
import { fileHash, isAsMade, isCode } from '../editors/tokens/hash.ts';
import { loadRegistry, loadTriggers } from '../io/load-registry.ts';
import { packageVersion } from '../io/package-root.ts';
import { knownHash, shippedTemplates } from '../io/templates.ts';

interface Infrastructure extends Pick<Editors, 'cdk' | 'sam'> {
  readonly record: Recorder;
}

/** Loads the renderer of prose only where there is prose. */
const prose = async () => (await import('../derived/prose.ts')).renderProse;

function ports(
  { record, ...infrastructure }: Infrastructure,
  registry: Registry,
  renderProse: RenderProse,
): Ports {
  const prices = JSON.parse(shippedTemplates.read('prices.json')!) as Dated;
  return {
    templates: shippedTemplates,
    registry,
    editors: { packageJson: editPackageJson, ...infrastructure },
    renderProse,
    derive: deriveWith(prices),
    record,
    hash: (path, text, tokens) =>
      (isCode(path) ? knownHash(text) : undefined) ?? fileHash(path, text, tokens),
    isAsMade,
    version: packageVersion(),
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
  record: recorderOf({ code: quickRecord }),
};

export const createPorts = async () => ports(templateEditors, await loadRegistry(), await prose());

/** For files that anybody may have written: only the parser of their form is loaded. */
async function parsersOf(iac: Iac): Promise<Infrastructure> {
  if (iac === 'sam') {
    const [{ editSam }, { recordTemplate }] = await Promise.all([
      import('../editors/sam/merge.ts'),
      import('../editors/sam/record.ts'),
    ]);
    const record = recorderOf({ template: recordTemplate, code: quickRecord });
    return { ...templateEditors, sam: editSam, record };
  }
  const [{ locateStack, locateApp }, { recordCode }] = await Promise.all([
    import('../editors/cdk/stack.ts'),
    import('../editors/cdk/record.ts'),
  ]);
  const record = recorderOf({ code: recordCode });
  return { ...templateEditors, cdk: cdk(locateStack, locateApp), record };
}

const addWith = async (infrastructure: Infrastructure, loaded?: Registry): Promise<Ports> => {
  const [patterns, triggers] = await Promise.all([loaded ?? loadRegistry(), loadTriggers()]);
  return ports(infrastructure, { ...patterns, triggers }, await prose());
};

/** For an existing project of ours. */
export const addPorts = async (iac: Iac, loaded?: Registry): Promise<Ports> =>
  addWith(await parsersOf(iac), loaded);

/** For one whose template is plain: no parser is loaded. */
export const plainPorts = (loaded?: Registry): Promise<Ports> => addWith(templateEditors, loaded);

const NOTHING: Registry = {
  base: { id: 'base', contribute: () => ({ files: [] }) },
  patterns: new Map(),
  parts: new Map(),
};

/** For a project that somebody else wrote: there are no parts, and no documents that are derived. */
const portsWithoutParts = (infrastructure: Infrastructure): Ports =>
  ports(infrastructure, NOTHING, () => {
    throw bug('A foreign project has no prose to render');
  });

export const foreignPorts = async (iac: Iac): Promise<Ports> =>
  portsWithoutParts(await parsersOf(iac));
