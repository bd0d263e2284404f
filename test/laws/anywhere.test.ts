import { describe, expect, it } from 'vitest';
import { IACS, PACKAGE_MANAGERS, sampleProject } from '../../src/core/project.ts';
import { filesOf, patterns } from '../mutation/project.ts';
import { variants } from './laws.ts';

/** What does not work on every machine or for every name, and why. */
const ELSEWHERE = [
  // A command file on Windows, which Node.js does not run without a shell
  /['"`]node_modules\/\.bin\//,
  // GNU alone reads a time like this
  /\bdate (-u )?-d /,
  // CloudFormation cuts a long name of a stack in the names of its resources
  /-name-prefix my-app/,
  /(StackName|STACK_NAME)\}-\*/,
];

const texts = (all: ReadonlyMap<string, string>) =>
  [...all].filter(([file]) => file !== 'lambda-app.json');

describe.each(IACS)('as %s', (iac) => {
  it.each(patterns.map((pattern) => [pattern.id, pattern] as const))(
    '%s says nothing that works on some machines or for some names alone',
    (_, pattern) => {
      for (const options of variants(pattern)) {
        const found = texts(filesOf(sampleProject(iac), pattern, options)).filter(([, text]) =>
          ELSEWHERE.some((each) => each.test(text)),
        );
        expect(found.map(([file]) => file)).toEqual([]);
      }
    },
  );

  it.each(PACKAGE_MANAGERS)('a project of %s names no other in its tests', (packageManager) => {
    const project = { ...sampleProject(iac), packageManager };
    const others = PACKAGE_MANAGERS.filter((each) => each !== packageManager && each !== 'npm');
    const [pattern] = patterns;
    const named = new RegExp(`\\b(${others.join('|')})\\b`, 'i');
    const found = texts(filesOf(project, pattern!, {})).filter(
      ([file, text]) => file.startsWith('test/') && named.test(text),
    );
    expect(found.map(([file]) => file)).toEqual([]);
  });
});
