import { describe, expect, it } from 'vitest';
import { cdkAppEditor } from '../../src/editors/cdk/app.ts';
import { locateInTemplateApp } from '../../src/editors/cdk/quick-stack.ts';
import { locateApp } from '../../src/editors/cdk/stack.ts';
import { shippedTemplates } from '../../src/io/templates.ts';
import { crlf, expectEdited, expectRefused, MARK, onlyInserts } from '../support/edits.ts';

const op = { className: 'Global', module: './global.ts', app: 'addGlobal(app);' };
const edit = (host: string) => cdkAppEditor(locateApp)(host, op);

const APP = `import { App } from 'aws-cdk-lib';

const app = new App(); // it
app.synth();
`;

const HOSTS: Readonly<Record<string, string>> = {
  'statements behind its imports': APP,
  'no final newline': APP.trimEnd(),
  'blank lines at its end': `${APP}\n\n`,
  'a comment at its end': `${APP}// done\n`,
  'a comment behind its imports': APP.replace("lib';", "lib'; // cdk"),
};

describe('a CDK app', () => {
  it.each(Object.entries(HOSTS))('with %s gains one import and one statement', (_, host) => {
    const text = expectEdited(edit, host);
    expect(onlyInserts(edit(host))).toBe(true);
    const came = text.split('\n').filter((line) => !host.split('\n').includes(line));
    expect(came).toEqual(["import { Global } from './global.ts';", 'addGlobal(app);']);
    expect(expectEdited(edit, crlf(host))).toBe(crlf(text));
    expect(expectEdited(edit, MARK + host)).toBe(MARK + text);
  });

  it.each([
    ['without imports', 'const app = 1;\n', /no import declaration/, undefined],
    ['with a syntax error', `${APP}new (;\n`, /syntax error/, 5],
    ['with a Global of its own', `${APP}class Global {}\n`, /a Global of its own/, undefined],
    [
      'with a comment from its last import down',
      APP.replace("lib';", "lib'; /* a\n b */"),
      /cannot be extended safely/,
      undefined,
    ],
  ])('%s is refused', (_, host, reason, line) => {
    const paste = expectRefused(edit, host, reason, line);
    expect(paste).toBe("import { Global } from './global.ts';\naddGlobal(app);");
  });

  it('with double quotes is imported into with double quotes', () => {
    const text = expectEdited(edit, APP.replaceAll("'", '"'));
    expect(text).toContain('import { Global } from "./global.ts";\n');
  });

  it('that has the statement in a comment gains it', () => {
    expect(expectEdited(edit, `${APP}/*\naddGlobal(app);\n*/\n`)).toMatch(/\*\/\naddGlobal/);
  });

  it('that is new is edited as the parser edits it', () => {
    const shipped = shippedTemplates.read('base/files/cdk/infra/app.ts')!;
    expect(cdkAppEditor(locateInTemplateApp)(shipped, op)).toEqual(edit(shipped));
  });
});
