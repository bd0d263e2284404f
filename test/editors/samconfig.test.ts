import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/tree/text-edit.ts';
import { allowNested } from '../../src/editors/sam/samconfig/samconfig.ts';

function allowed(text: string): string {
  const edit = allowNested(text);
  if (edit?.status !== 'edited') throw new Error(edit?.status);
  return applyEdits(text, edit.edits);
}

const crlf = (text: string) => text.replaceAll('\n', '\r\n');

const SECTION = '[default.deploy.parameters]\n';

describe('a samconfig.toml lets nested applications be deployed', () => {
  it.each([
    ['capabilities = "CAPABILITY_IAM"', 'capabilities = "CAPABILITY_IAM CAPABILITY_AUTO_EXPAND"'],
    [
      "capabilities = ['CAPABILITY_IAM']",
      "capabilities = ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND']",
    ],
    [
      'capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", ] # both',
      'capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND", ] # both',
    ],
    [
      'capabilities = ["CAPABILITY_IAM"] # no CAPABILITY_AUTO_EXPAND',
      'capabilities = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"] # no CAPABILITY_AUTO_EXPAND',
    ],
    [
      'capabilities = [\n  # "all"\n  "CAPABILITY_IAM", # of ours ]\n]\n',
      'capabilities = [\n  # "all"\n  "CAPABILITY_IAM",\n  "CAPABILITY_AUTO_EXPAND", # of ours ]\n]\n',
    ],
  ])('%j', (before, after) => {
    expect(allowed(SECTION + before)).toBe(SECTION + after);
    expect(allowed(crlf(SECTION + before))).toBe(crlf(SECTION + after));
  });

  it('in every environment', () => {
    const text = '[a]\ncapabilities = "CAPABILITY_IAM"\n[b]\ncapabilities = ["CAPABILITY_IAM"]\n';
    expect(allowed(text).match(/CAPABILITY_AUTO_EXPAND/g)).toHaveLength(2);
  });

  it.each([
    'capabilities = "CAPABILITY_IAM CAPABILITY_AUTO_EXPAND"',
    'capabilities = [\n  "CAPABILITY_AUTO_EXPAND",\n  "CAPABILITY_NAMED_IAM",\n]',
  ])('already: %j', (text) => {
    expect(allowNested(SECTION + text)).toEqual({ status: 'present' });
  });

  it('or says soon that it cannot', () => {
    const lines = '  # none of "these"\n'.repeat(5000);
    expect(allowNested(`capabilities = [\n${lines}"`)).toBeUndefined();
  });

  it.each([
    '',
    '# capabilities = "CAPABILITY_IAM"',
    'capabilities = ""',
    'capabilities = [] # "CAPABILITY_IAM"',
    'capabilities = ["CAPABILITY_AUTO_EXPAND"]',
    'parameters = { capabilities = "CAPABILITY_IAM" }',
    'capabilities = """\nCAPABILITY_IAM"""',
    'capabilities = ["CAPABILITY_IAM"',
    'capabilities = "CAPABILITY_IAM"\n[b]\ncapabilities = [["CAPABILITY_IAM"]]',
  ])('not where it lets no roles be made, or says so in a way of its own: %j', (text) => {
    expect(allowNested(SECTION + text)).toBeUndefined();
  });
});
