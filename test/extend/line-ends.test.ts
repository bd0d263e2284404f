import { describe, expect, it } from 'vitest';
import { readAnyManifest } from '../../src/core/manifest.ts';
import { IACS } from '../../src/core/project.ts';
import { projectStatus } from '../../src/remove/status.ts';
import { crlf } from '../support/edits.ts';
import {
  addFunction,
  addPattern,
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  ownHost,
  removalKitOf,
  removeNamed,
  removeTrigger,
} from '../support/extend.ts';
import { FOREIGN, OWN } from '../support/extend-hosts.ts';

const converted = (host: Host, convert: (text: string) => string): Host =>
  hostOf(
    host.form,
    Object.fromEntries([...host.files].map(([path, text]) => [path, convert(text)])),
  );

const windows = (host: Host) => converted(host, crlf);

/** A manifest has its own line ends, whoever writes it. */
const bytesOf = (host: Host) => {
  const { 'lambda-app.json': manifest, ...others } = bytes(host);
  return { ...others, ...(manifest ? { manifest: JSON.parse(manifest) } : {}) };
};

const changedIn = (host: Host) => {
  const context = removalKitOf(host);
  return projectStatus(context, readAnyManifest(context.disk)).changed;
};

const audit = { pattern: 'function', name: 'audit' };
const items = { pattern: 'rest-api', name: 'items' };

type Step = (host: Host) => Host;

const trigger: Step = (host) => after(host, addTrigger(host, 'resize', 'sqs'));
const noTrigger: Step = (host) => {
  const plan = removeTrigger(host, 'resize', 'sqs');
  expect(plan.notices).toEqual([]);
  return after(host, plan);
};
const without =
  (name: string): Step =>
  (host) => {
    const plan = removeNamed(host, name);
    expect(plan.notices).toEqual([]);
    return after(host, plan);
  };

describe.each(IACS)('in a %s project that was checked out with the lines of Windows', (form) => {
  it.each([
    ['a function of ours', ownHost(form, [items, audit]), without('audit'), ownHost(form, [items])],
    ['a pattern of ours', ownHost(form, [audit, items]), without('items'), ownHost(form, [audit])],
    ['a trigger of ours', trigger(OWN[form]), noTrigger, OWN[form]],
    ['a trigger', trigger(FOREIGN[form]), noTrigger, FOREIGN[form]],
    [
      'a function',
      after(FOREIGN[form], addFunction(FOREIGN[form], { name: 'archive' })),
      without('archive'),
      FOREIGN[form],
    ],
    [
      'a pattern',
      after(FOREIGN[form], addPattern(FOREIGN[form], items)),
      without('items'),
      FOREIGN[form],
    ],
  ])('%s is as it was made, and goes', (_, whole, remove, rest) => {
    const there = windows(whole);
    expect(changedIn(there)).toEqual([]);
    expect(bytesOf(remove(there))).toEqual(bytesOf(windows(rest)));
  });

  it('what was added there goes from a checkout with the lines of Unix', () => {
    const there = trigger(windows(FOREIGN[form]));
    const lf = converted(there, (text) => text.replaceAll('\r\n', '\n'));
    expect(changedIn(lf)).toEqual([]);
    expect(bytesOf(noTrigger(lf))).toEqual(bytesOf(FOREIGN[form]));
  });

  it.each([
    ['ours', OWN[form]],
    ['somebody else’s', FOREIGN[form]],
  ])('the same trigger again is no change, in a project of %s', (_, host) => {
    expect(addTrigger(windows(trigger(host)), 'resize', 'sqs').changes).toEqual([]);
  });

  it('an edited file keeps its lines', () => {
    const path = form === 'sam' ? 'template.yaml' : 'infra/stack.ts';
    const comment = form === 'sam' ? '# mine\r\n' : '// mine\r\n';
    const edit = (host: Host) =>
      hostOf(form, { ...bytes(host), [path]: comment + host.files.get(path)! });
    const there = edit(windows(ownHost(form, [items, audit])));
    expect(bytesOf(without('audit')(there))).toEqual(
      bytesOf(edit(windows(ownHost(form, [items])))),
    );
  });
});
