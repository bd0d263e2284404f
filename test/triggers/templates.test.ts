import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyEdits } from '../../src/core/tree/text-edit.ts';
import { editSam } from '../../src/editors/sam/merge.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { allVariants, contribution, rendered, type Variant } from '../support/triggers.ts';
import { grants, type Template } from './grants.ts';
import { HOSTS } from './hosts.ts';
import { IAM_OF_FRAGMENTS } from './iam.ts';
import { weaknesses } from './weaknesses.ts';

const FORMS = ['sam', 'cloudformation'] as const;

function withFragment(host: string, fragment: string): string {
  const edit = editSam(host, fragment);
  if (edit.status === 'refused') throw new Error(`${edit.reason}\n${edit.paste}`);
  return edit.status === 'edited' ? applyEdits(host, edit.edits) : host;
}

function hostOf({ trigger, hasResource, taken }: Variant, form: (typeof FORMS)[number]): string {
  if (taken) return HOSTS[form](form === 'sam' ? taken.type : 'AWS::ApiGateway::RestApi');
  const types = trigger.resource?.types ?? [];
  const fitting = types.find((type) => type.startsWith('AWS::Serverless') === (form === 'sam'));
  return HOSTS[form](hasResource ? (fitting ?? types[0]) : undefined);
}

const fragments = (variant: Variant, form: (typeof FORMS)[number]) =>
  contribution(variant, false)[form].map((each) => rendered(variant, each));

const cases = allVariants.flatMap((variant) =>
  FORMS.map((form) => {
    const text = fragments(variant, form).reduce(withFragment, hostOf(variant, form));
    const all = fragments(variant, form);
    return {
      label: `${variant.label}, ${form}`,
      form,
      text,
      all,
      name: variant.label,
      given: variant.given,
    };
  }),
);

describe.each(cases)('$label', ({ text, all }) => {
  it('is there after it was added, and leaves no sentinel', () => {
    expect(text).not.toMatch(/__\w/);
    for (const fragment of all) expect(editSam(text, fragment)).toEqual({ status: 'present' });
  });
});

/** A template of plain resources as it reads without tags. */
function plain(text: string): { Resources: Parameters<typeof weaknesses>[0] } {
  return parse(text, { customTags: TAGS });
}

const TAGS = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({
  tag,
  resolve: (value: string) => value.replace(/\$\{([^}]+)\}/g, '$1'),
}));

it.each(cases.filter(({ form }) => form === 'cloudformation'))(
  '$label is as safe as it should be',
  ({ text }) => {
    expect(weaknesses(plain(text).Resources)).toEqual([]);
  },
);

const defaults = cases.filter(({ form, given }) => form === 'cloudformation' && !given);

it.each(defaults)('$label allows exactly this', ({ name, text }) => {
  expect(grants(plain(text) as Template)).toEqual(IAM_OF_FRAGMENTS[name]);
});

const installed = await execa('cfn-lint', ['--version'], { reject: false });
if (installed.failed) process.stderr.write('cfn-lint is not installed: templates go unjudged\n');

it.skipIf(installed.failed)(
  'cfn-lint finds nothing in any of the templates',
  async () => {
    const folder = join(packageRoot, '.cache/trigger-templates');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const files = cases.map(({ label, text }) => {
      const file = join(folder, `${label.replace(/\W+/g, '-')}.yaml`);
      writeFileSync(file, text);
      return file;
    });
    const { all } = await execa('cfn-lint', ['--', ...files], { all: true, reject: false });
    expect(all).toBe('');
  },
  120_000,
);
