import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/core/options.ts';
import { IACS } from '../../src/core/project.ts';
import {
  addInstance,
  addTrigger,
  after,
  bytes,
  type Host,
  ownHost,
  read,
  removeNamed,
} from '../support/extend.ts';

const DEPLOY = { pattern: 'deploy', options: { traffic: 'linear' } };
const FUNCTION = { pattern: 'function', name: 'resize' };
const API = { pattern: 'rest-api', name: 'items' };

const withDeploy = (host: Host) => after(host, addInstance(host, DEPLOY));

const edited = (host: Host, path: string, edit: (text: string) => string): Host => {
  const text = read(host, path);
  expect(edit(text)).not.toBe(text);
  return { ...host, files: new Map([...host.files, [path, edit(text)]]) };
};

/** Where a project as it is made says how functions are invoked. */
const PLACE = {
  cdk: ['infra/constructs/function.ts', '  declare readonly timeout: Duration;\n', '  // Mine\n'],
  sam: ['template.yaml', '    RecursiveLoop: Terminate\n', '    # Mine\n'],
} as const;

describe.each(IACS)('deploy in a project as %s that the user has edited', (form) => {
  const made = ownHost(form, [API, FUNCTION]);
  const [path, line, comment] = PLACE[form];

  it('comes and goes around what is the user’s', () => {
    const handler = edited(made, 'src/resize/run.ts', (text) => `// Mine\n${text}`);
    const own = edited(handler, path, (text) => text.replace(line, `${line}${comment}`));
    const there = withDeploy(own);
    expect(read(there, 'src/resize/run.ts')).toBe(read(own, 'src/resize/run.ts'));
    expect(read(there, path)).toContain(comment);
    expect(bytes(after(there, removeNamed(there, 'deploy')))).toEqual(bytes(own));
  });

  it('is refused where a text is not as it was made, with the place and the text', () => {
    const own = edited(made, path, (text) => text.replace(line, line.replace('\n', ' # mine\n')));
    const number =
      read(own, path)
        .split('\n')
        .findIndex((each) => each.endsWith('# mine')) + 1;
    expect(() => addInstance(own, DEPLOY)).toThrow(
      expect.objectContaining({
        message: `${path} was not changed for "deploy": "${line.trim()} # mine" is not as it was made`,
        at: { path, line: number },
        paste: expect.stringMatching(/live|AutoPublishAlias/),
      }),
    );
  });

  it('goes only where the text is as it was made', () => {
    const own = edited(withDeploy(made), path, (text) =>
      text.replace(/.*(AutoPublishAlias|readonly live: Alias).*/, '$& # mine'),
    );
    expect(() => removeNamed(own, 'deploy')).toThrow(/# mine" is not as it was made/);
  });

  it('keeps the ends of the lines', () => {
    const windows = (host: Host): Host => ({
      ...host,
      files: new Map(
        [...host.files].map(([key, text]) => [
          key,
          key === path ? text.replaceAll('\n', '\r\n') : text,
        ]),
      ),
    });
    expect(bytes(withDeploy(windows(made)))[path]).toBe(bytes(windows(withDeploy(made)))[path]);
  });

  it('brings triggers to the alias that were there', () => {
    const withTriggers = (host: Host) =>
      ['schedule', 'sqs', 's3', 'http'].reduce((there, type) => {
        const options: OptionValues = type === 'http' ? { path: '/probe' } : {};
        return after(there, addTrigger(there, 'resize', type, options));
      }, host);
    const before = withTriggers(made);
    const there = withDeploy(before);
    const file = form === 'sam' ? 'template.yaml' : 'infra/stack.ts';
    const linesOf = (host: Host) => read(host, file).split('\n').sort();
    expect(linesOf(there)).toEqual(linesOf(withTriggers(withDeploy(made))));
    expect(bytes(after(there, removeNamed(there, 'deploy')))).toEqual(bytes(before));
  });
});

it('deploy stays while somebody else’s text names its alias', () => {
  const made = withDeploy(ownHost('sam', [FUNCTION]));
  const own = edited(
    made,
    'template.yaml',
    (text) => `${text}Outputs:\n  Mine:\n    Value: !Ref Resize.Alias\n`,
  );
  const line = read(own, 'template.yaml').split('\n').length - 1;
  expect(() => removeNamed(own, 'deploy')).toThrow(
    expect.objectContaining({ at: { path: 'template.yaml', line } }),
  );
});
