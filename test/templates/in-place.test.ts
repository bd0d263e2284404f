import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { IACS, type Iac } from '../../src/core/project.ts';
import { variants } from '../laws/laws.ts';
import { assemble, patterns } from '../support/assemble.ts';
import { compileErrors, failures, IN_PLACE } from './run-in-place.ts';
import { testFiles, testKey } from './unique-tests.ts';

const slug = (values: object) => Object.values(values).join('-').replace(/\W+/g, '-').slice(0, 60);

const projects = patterns.flatMap((pattern) =>
  IACS.flatMap((iac) =>
    variants(pattern).map((options) => {
      const out = join(IN_PLACE, `${pattern.id}-${iac}-${slug(options)}`);
      return {
        title: `${pattern.id} ${JSON.stringify(options)} as ${iac}`,
        pattern,
        iac,
        options,
        out,
      };
    }),
  ),
);

// Integration tests may load the infrastructure, and CDK takes no sentinel for a stack's name
const kindsOf = (iac: Iac) => (iac === 'cdk' ? ['unit'] : ['unit', 'integration']);

/** The first test file of each key, by the project that runs it. */
const first = new Map<string, { readonly out: string; readonly file: string }>();
let failed: ReadonlyMap<string, string>;
let errors: ReadonlyMap<string, string>;

beforeAll(async () => {
  const tests = new Map<string, string[]>();
  for (const { pattern, iac, options, out } of projects) {
    assemble(pattern, iac, options, out);
    for (const file of testFiles(out, kindsOf(iac))) {
      const key = testKey(out, file);
      if (first.has(key)) continue;
      first.set(key, { out, file });
      tests.set(out, [...(tests.get(out) ?? []), file]);
    }
  }
  errors = await compileErrors(projects.map(({ out }) => out));
  failed = await failures(tests);
}, 900_000);

describe.each(projects)('$title, in place', ({ iac, out }) => {
  it('compiles', () => expect(errors.get(out)).toBe(''));

  it('passes its unit and integration tests', () => {
    const files = testFiles(out, kindsOf(iac));
    expect(files.length).toBeGreaterThan(0);
    const outcomes = files.map((file) => failed.get(first.get(testKey(out, file))!.file));
    expect(outcomes).toEqual(files.map(() => ''));
  });
});
