import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/tree/text-edit.ts';
import { cdkEditor } from '../../src/editors/cdk/construct.ts';
import { locateInTemplateStack } from '../../src/editors/cdk/quick-stack.ts';
import { locateStack } from '../../src/editors/cdk/stack.ts';
import { shippedTemplates } from '../../src/io/templates.ts';
import {
  crlf,
  expectEdited,
  expectRefused,
  MARK,
  mutated,
  onlyInserts,
  SEEDS,
} from '../support/edits.ts';
import { HOSTS, REFUSED } from './cdk-hosts.ts';

const op = { className: 'Orders', module: './orders.ts' };
const edit = (host: string) => cdkEditor(locateStack)(host, op);

const IMPORT = /^[ \t]*import \{ Orders \} from ['"]\.\/orders\.ts['"];$/;
const STATEMENT = /^[ \t]+new Orders\(this, ['"]Orders['"]\);$/;

/** The lines that came: all of them, if taking them away gives the host. */
function linesThatCame(host: string, text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const isNew = (line: string) => IMPORT.test(line) || STATEMENT.test(line);
  expect(lines.filter((line) => !isNew(line))).toEqual(host.split(/\r?\n/));
  return lines.filter(isNew);
}

const syntaxErrors = (text: string) =>
  ts.transpileModule(text, { reportDiagnostics: true }).diagnostics?.length;

/** Statements of the stack's constructor, read with the compiler alone. */
function constructorStatements(text: string): readonly string[] {
  const file = ts.createSourceFile('stack.ts', text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isStack = ts.isClassDeclaration(node.parent ?? file) && ts.isConstructorDeclaration(node);
    const extended = isStack && (node.parent as ts.ClassDeclaration).heritageClauses;
    if (extended) for (const s of node.body?.statements ?? []) found.push(s.getText(file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('a CDK stack', () => {
  it.each(Object.entries(HOSTS))('with %s gains one import and one construct', (_, host) => {
    const text = expectEdited(edit, host);
    expect(onlyInserts(edit(host))).toBe(true);
    expect(linesThatCame(host, text)).toHaveLength(2);
    expect(syntaxErrors(text)).toBe(0);
    expect(constructorStatements(text).at(-1)).toMatch(/^new Orders\(this, ['"]Orders['"]\);$/);
  });

  it.each(Object.entries(HOSTS))('with %s and CRLF keeps it', (_, host) => {
    const text = expectEdited(edit, crlf(host));
    expect(text.replaceAll('\r\n', '\n')).toBe(expectEdited(edit, host));
  });

  it.each(Object.entries(HOSTS))('with %s and a byte order mark keeps it', (_, host) => {
    expect(expectEdited(edit, MARK + host)).toBe(MARK + expectEdited(edit, host));
  });

  it.each([
    ['tabs', '\n\t\tnew Orders('],
    ['four spaces', '\n        new Orders('],
    ['double quotes', 'new Orders(this, "Orders");'],
    ['comments behind the last statement', "'Orders');\n    // more soon\n"],
    ['a comment on the last line', '// the bucket\n    new Orders('],
    ['an import on several lines', "from 'constructs';\nimport { Orders } from"],
  ])('with %s keeps its style', (host, expected) => {
    expect(expectEdited(edit, HOSTS[host]!)).toContain(expected);
  });

  for (const [what, host, reason, line] of REFUSED)
    it(`${what} is refused`, () => {
      const paste = expectRefused(edit, host, reason, line);
      expect(paste).toBe("import { Orders } from './orders.ts';\nnew Orders(this, 'Orders');");
    });

  it('takes a second and a third construct', () => {
    const ops = ['Orders', 'Items', 'Cleanup'].map((className) => ({
      className,
      module: './x.ts',
    }));
    const text = ops.reduce(
      (host, each) => expectEdited((t) => cdkEditor(locateStack)(t, each), host),
      HOSTS['nothing but super']!,
    );
    for (const each of ops) expect(cdkEditor(locateStack)(text, each).status).toBe('present');
  });
});

describe('the quick locator of a new stack', () => {
  const shipped = shippedTemplates.read('base/files/cdk/infra/stack.ts')!;
  const names = ['Orders', 'Ab', 'CustomerNotificationDispatchAllXy', 'AppStack', 'Stack', 'X1'];

  it.each(names)('edits as the parser does: %s, then another', (className) => {
    const ops = [className, 'Another', className].map((name) => ({
      className: name,
      module: `./${name}.ts`,
    }));
    let text = shipped;
    for (const each of ops) {
      const quick = cdkEditor(locateInTemplateStack)(text, each);
      expect(quick).toEqual(cdkEditor(locateStack)(text, each));
      if (quick.status === 'edited') text = applyEdits(text, quick.edits);
    }
    expect(text).not.toBe(shipped);
  });

  it('knows a stack that is not the shipped one', () => {
    expect(locateInTemplateStack('export const a = 1;\n')).toHaveProperty('reason');
  });
});

it('never crashes or spoils a stack, however it is mutated', () => {
  const seen = SEEDS.map((seed) => {
    const hosts = Object.values(HOSTS);
    const host = mutated(hosts[seed % hosts.length]!, seed);
    const result = edit(host);
    if (result.status !== 'edited') return result.status;
    const text = applyEdits(host, result.edits);
    expect(syntaxErrors(text), text).toBe(0);
    expect(linesThatCame(host, text)).toHaveLength(2);
    expect(constructorStatements(text)).toHaveLength(constructorStatements(host).length + 1);
    return result.status;
  });
  expect(new Set(seen)).toEqual(new Set(['edited', 'refused']));
});
