import { describe, expect, it } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { SAM_TEMPLATE } from '../../src/core/fold/apply.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { sampleProject } from '../../src/core/project.ts';
import { spansAfter } from '../../src/core/tree/spans.ts';
import { applyEdits } from '../../src/core/tree/text-edit.ts';
import { editSam } from '../../src/editors/sam/merge.ts';
import { isPlain } from '../../src/editors/sam/plain/is-plain.ts';
import { editTemplateSam } from '../../src/editors/sam/plain/quick-merge.ts';
import { recordTemplate } from '../../src/editors/sam/record.ts';
import { nameOf, variants } from '../laws/laws.ts';
import { SAM_HOSTS } from '../support/inverse-corpus.ts';
import { memoryBase } from '../support/memory.ts';
import { FRAGMENT } from './sam-hosts.ts';

const ports = await createPorts();

function templateOf(pattern: string, options = {}): string {
  const instances = [{ pattern, name: nameOf(pattern, 'one'), options }];
  const request = { project: sampleProject('sam'), instances };
  const { changes } = planCreate(request, memoryBase(new Map()), ports);
  return changes.find(({ path }) => path === SAM_TEMPLATE)!.after!;
}

const own = [...ports.registry.patterns.values()].map(
  (pattern) => [pattern.id, templateOf(pattern.id, variants(pattern)[0]), pattern] as const,
);

const MORE = `Globals:
  Function:
    Environment:
      Variables:
        MORE: 'yes'

Resources:
  A:
    Properties:
      More:
        - !Ref Stage

Conditions:
  IsMore: !Not
    - !Equals
      - !Ref Stage
      - prod
`;

const OTHER = 'Resources:\n  Other:\n    Type: T\n';

/** What the quick editor would write, if the parser may be left out; undefined where it has to be asked. */
function quick(host: string, fragment: string) {
  const edit = isPlain(host) ? editTemplateSam(host, fragment) : undefined;
  return edit?.status === 'refused' ? undefined : edit;
}

function expectAsParsed(host: string, fragment: string): boolean {
  const edit = quick(host, fragment);
  if (!edit) return false;
  if (edit.status === 'present') {
    expect(edit, host).toEqual(editSam(host, fragment));
    return true;
  }
  const { inserted, ...rest } = edit;
  expect(rest, host).toEqual(editSam(host, fragment));
  const after = applyEdits(host, edit.edits);
  const spans = spansAfter([], edit.edits);
  expect(isPlain(after), after).toBe(true);
  expect(inserted, after).toEqual(recordTemplate(after, spans, host));
  return true;
}

/** What users, and their tools, do to a line. */
const LINES: readonly ((line: string) => string)[] = [
  () => '',
  (line) => `  ${line}`,
  (line) => line.replace(/^ {2}/, ''),
  (line) => `${line}\n${line}`,
  (line) => `${line} # why`,
  (line) => `${/^ */.exec(line)![0]}# why\n${line}`,
  (line) => `${line}\n${/^ */.exec(line)![0]}# why`,
  (line) => `# why\n${line}`,
  (line) => `\n${line}`,
  (line) => line.replace(/: .*/, ': {}'),
  (line) => line.replace(/: .*/, ': "a: b"'),
  (line) => line.replace(/: .*/, ':'),
  (line) => line.replace(/: .*/, ': |\n          Other:'),
  (line) => line.replace(/:/, ' :'),
];

function changed(text: string, change: (line: string) => string, seed: number): string {
  const lines = text.trimEnd().split('\n');
  const at = (seed * 7919) % lines.length;
  return [...lines.slice(0, at), change(lines[at]!), ...lines.slice(at + 1), ''].join('\n');
}

describe('a plain template', () => {
  it('is each that is created, for every choice of every option; some have a text of several lines or a quoted key', () => {
    const others = ['dashboard', 'vpc'];
    for (const pattern of ports.registry.patterns.values())
      for (const options of variants(pattern))
        expect(isPlain(templateOf(pattern.id, options)), pattern.id).toBe(
          !others.includes(pattern.id),
        );
  });

  it.each([FRAGMENT, MORE, OTHER])('is extended and recorded as the parser does it', (fragment) => {
    const all = [...SAM_HOSTS.values(), ...own.map(([, text]) => text)];
    expect(all.filter((host) => expectAsParsed(host, fragment)).length).toBeGreaterThan(own.length);
  });

  it('is extended as the parser does it when a line was changed, or is taken for another', () => {
    const plain = [...SAM_HOSTS.values(), ...own.map(([, text]) => text)].filter(isPlain);
    const all = plain.flatMap((text) =>
      LINES.flatMap((change, n) => [1, 2, 3].map((seed) => changed(text, change, seed * 31 + n))),
    );
    const taken = all.filter((host) => expectAsParsed(host, OTHER));
    expect(taken.length).toBeGreaterThan(50);
    expect(taken.length).toBeLessThan(all.length - 50);
  });

  const A = 'Resources:\n  A:\n    Type: T\n';
  it.each([
    ['a tab', A.replace('    Type', '\tType')],
    ['three columns', A.replace('  A', '   A')],
    ['carriage returns', A.replaceAll('\n', '\r\n')],
    ['entries', ''],
    ['braces', `${A}Outputs: { O: 1 }\n`],
    ['escapes', `${A}    Text: "\\t"\n`],
    ['brackets', `${A}    Tags: [a]\n`],
    ['an anchor', A.replace('A:', 'A: &a')],
    ['a block scalar', `${A}    Text: |\n      B:\n`],
    ['a text on two lines', `${A}    Text: a\n      b\n`],
    ['a quoted text on two lines', `${A}    Text: 'a\n      B: 1'\n`],
    ['a comment behind a value', A.replace('T\n', 'T # t\n')],
    ['a comment at the end', `${A}  # end\n`],
    ['a comment apart', `${A}\n  # b\n\nOutputs:\n  O: 1\n`],
    ['a key twice', A + A],
    ['a section without entries', `${A}Outputs:\n`],
    ['a list in the column of its key', `${A}    Tags:\n    - a\n`],
    ['the beginning of a document', `---\n${A}`],
    ['a quoted key', A.replace('A:', '"A":')],
    ['a merge key', `${A}    <<: *a\n`],
    ['a blank at the end of a line', A.replace('T\n', 'T \n')],
    ['a tagged mapping', `${A}    Text: !Sub\n      A: 1\n`],
    ['a byte order mark', `\uFEFF${A}`],
  ])('has no %s', (_, text) => {
    expect(isPlain(A)).toBe(true);
    expect(isPlain(text)).toBe(false);
  });
});
