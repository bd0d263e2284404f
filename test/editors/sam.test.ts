import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/tree/text-edit.ts';
import { editSam } from '../../src/editors/sam/merge.ts';
import {
  crlf,
  expectEdited,
  expectRefused,
  lf,
  MARK,
  mutated,
  onlyInserts,
  SEEDS,
} from '../support/edits.ts';
import { merged, parsedYaml } from '../support/yaml.ts';
import { HOSTS as ALL, CORPUS, FRAGMENT, STYLES } from './sam-hosts.ts';

const edit = (host: string) => editSam(host, FRAGMENT);

/** What CloudFormation takes, and the parser that the tests compare with does not. */
const NO_YAML = 'closing-brackets-too-far-left.yaml';
const { [NO_YAML]: lenient, ...HOSTS } = ALL;

describe('a SAM template', () => {
  it.each(Object.entries(HOSTS))('with %s gains exactly the fragment', (_, host) => {
    const text = expectEdited(edit, host);
    expect(parsedYaml(text)).toEqual(merged(parsedYaml(host), parsedYaml(FRAGMENT)));
  });

  it.each(Object.entries(HOSTS).filter(([, host]) => !/\{ ?\}/.test(host)))(
    'with %s changes by insertion alone',
    (_, host) => {
      expect(onlyInserts(edit(host))).toBe(true);
    },
  );

  it.each(Object.entries(HOSTS))('with %s and CRLF keeps it', (_, host) => {
    const text = expectEdited(edit, crlf(host));
    expect(lf(text)).toBe(lf(expectEdited(edit, host)));
  });

  it.each(Object.entries(HOSTS))('with %s and a byte order mark keeps it', (_, host) => {
    expect(expectEdited(edit, MARK + host)).toBe(MARK + expectEdited(edit, host));
  });

  it.each([
    NO_YAML,
    'all-sections.yaml',
    'comments-between-sections.yaml',
    'comments-in-lists.yaml',
    'crlf.yaml',
    'depths-that-differ.yaml',
    'eight-spaces.yaml',
    'empty-resources-among-others.yaml',
    'for-each.yaml',
    'globals.yaml',
    'indentless-lists.yaml',
    'inline-code.yaml',
    'keeping-block-scalar-at-the-end-of-the-file.yaml',
    'many-blank-lines.yaml',
    'one-space.yaml',
    'resources-first.yaml',
  ])('%s becomes what is expected', async (name) => {
    const file = join(CORPUS, name.replace('.', '.expected.'));
    await expect(expectEdited(edit, ALL[name]!)).toMatchFileSnapshot(file);
  });

  it('whose brackets close too far to the left keeps all bytes', () => {
    expect(onlyInserts(edit(lenient!))).toBe(true);
  });

  it.each(STYLES)('%s', (_, host, expected) => {
    expect(expectEdited(edit, host)).toContain(expected);
  });

  it('that has the fragment, in another order and with intrinsics in long form, is left alone', () => {
    const host = `Resources:
  Worker:
    Properties:
      CodeUri: .
      Role: {'Fn::GetAtt': Role.Arn}
      Environment:
        Variables:
          TABLE: {Ref: Table}
    Type: AWS::Serverless::Function
Outputs:
  WorkerArn:
    Value:
      Fn::GetAtt: [Worker, Arn]
`;
    expect(edit(host)).toEqual({ status: 'present' });
  });
});

const worker = (line: string) => `Resources:\n  Worker:\n    ${line}\n`;

describe('a new section', () => {
  const ORDER = ['Transform', 'Parameters', 'Conditions', 'Globals', 'Resources', 'Outputs'];
  const SECTIONS: Readonly<Record<string, string>> = {
    Transform: 'Transform: AWS::Serverless-2016-10-31\n',
    Parameters: 'Parameters:\n  A:\n    Type: String\n',
    Conditions: 'Conditions:\n  B: !Equals [a, b]\n',
    Globals: 'Globals:\n  Function:\n    Timeout: 3\n',
    Resources: 'Resources:\n  C:\n    Type: AWS::SNS::Topic\n',
    Outputs: 'Outputs:\n  D:\n    Value: d\n',
  };
  const text = (names: readonly string[], gap: string) =>
    names.map((name) => SECTIONS[name]!).join(gap);
  const of = (host: string, fragment: string) => {
    const result = editSam(host, fragment);
    return result.status === 'edited' ? applyEdits(host, result.edits) : result.status;
  };

  it.each(ORDER.slice(1))('comes where a reader expects it: %s', (name) => {
    const rest = ORDER.filter((each) => each !== name);
    for (const gap of ['', '\n'])
      expect(of(text(rest, gap), SECTIONS[name]!)).toBe(text(ORDER, gap));
  });

  it('comes with others in their order', () => {
    const rest = ['Transform', 'Resources'];
    const added = ['Parameters', 'Conditions', 'Globals', 'Outputs'];
    expect(of(text(rest, '\n'), text(added, '\n'))).toBe(text(ORDER, '\n'));
  });

  it('comes before resources where the sections have another order', () => {
    const host = text(['Outputs', 'Transform', 'Resources', 'Parameters'], '');
    const after = text(['Outputs', 'Transform', 'Globals', 'Resources', 'Parameters'], '');
    expect(of(host, SECTIONS.Globals!)).toBe(after);
  });
});

it('an anchor that nothing uses changes nothing', () => {
  const host = 'Resources: &r\n  A: 1\n';
  expect(parsedYaml(expectEdited(edit, host))).toEqual(
    merged(parsedYaml(host), parsedYaml(FRAGMENT)),
  );
});

describe('a SAM template is refused', () => {
  it.each([
    ['that is empty', '', /not a mapping/, undefined],
    ['that is a list', '- a\n', /not a mapping/, undefined],
    [
      'with two documents',
      'Resources:\n  A: 1\n---\nb: 2\n',
      /it has several documents \(---\)/,
      undefined,
    ],
    ['that has it twice', `${worker('A: 1')}  Worker:\n    B: 1\n`, /Worker twice/, 4],
    ['indented with tabs', 'Resources:\n\tA: 1\n', /no valid YAML/, 2],
    ['whose section is in flow style', 'A: 1\nResources: {A: 1}\n', /Resources is .* flow/, 2],
    ['with a comment in its braces', 'Resources: { # later\n  }\n', /Resources is .* flow/, 1],
    ['whose section is an alias', 'A: &a\n  B: 1\nResources: *a\n', /is the alias \*a/, 3],
    [
      'whose section has an alias elsewhere',
      'Resources: &r\n  A: 1\nB: *r\n',
      /to Resources would apply to each alias of its anchor &r/,
      1,
    ],
    [
      'whose function shares what it gains',
      `${worker('Properties: &p')}      A: 1\nB: *p\n`,
      /to Properties would apply to each alias of its anchor &p/,
      3,
    ],
    [
      'whose function has it from a merge key',
      `Shared: &s\n  Role: none\n${worker('Properties:')}      <<: *s\n`,
      /its Role comes from this merge key/,
      6,
    ],
    ['whose section is a word', 'Resources: none\n', /another Resources/, 1],
    ['whose section says null', 'Resources: null\n', /cannot be extended/, undefined],
    ['with another entry of that name', worker('Type: AWS::SQS::Queue'), /another Type/, 3],
    [
      'whose entry is a condition',
      `${worker('Properties:')}      Fn::If: [IsProd, {}, {}]\n`,
      /it has another Properties/,
      3,
    ],
    [
      'whose entry is a reference',
      `${worker('Properties:')}      Ref: Shared\n`,
      /it has another Properties/,
      3,
    ],
    [
      'whose entry is of a mapping',
      `${worker('Properties:')}      Fn::FindInMap: [A, B, C]\n`,
      /it has another Properties/,
      3,
    ],
    [
      'with another intrinsic',
      `${worker('Properties:')}      Role: !Ref Role\n`,
      /another Role/,
      4,
    ],
  ])('%s', (_, host, reason, line) => {
    expectRefused(edit, host, reason, line);
  });

  it.each([
    ['differs', worker('Type: AWS::SQS::Queue'), /another Type/, 3],
    ['is there twice', `${worker('A: 1')}  Worker:\n    B: 1\n`, /Worker twice/, 4],
    ['is in flow style', 'Resources: {A: 1}\n', /flow/, 1],
  ])('with all there is to paste where an entry %s', (_, host, reason, line) => {
    expect(expectRefused(edit, host, reason, line)).toBe(FRAGMENT);
  });
});

/** Whether the parser that the tests compare with takes a template. */
function isYaml(text: string): boolean {
  try {
    return parsedYaml(text) !== undefined;
  } catch {
    return false;
  }
}

it('never crashes or spoils a template, however it is mutated', () => {
  const seen = Object.values(HOSTS).flatMap((original) =>
    SEEDS.slice(0, 50).map((seed) => {
      const host = mutated(original, seed);
      const result = edit(host);
      if (result.status === 'edited' && isYaml(host)) {
        const text = applyEdits(host, result.edits);
        expect(parsedYaml(text), host).toEqual(merged(parsedYaml(host), parsedYaml(FRAGMENT)));
      }
      return result.status;
    }),
  );
  expect(seen).toContain('edited');
  expect(seen).toContain('refused');
});
