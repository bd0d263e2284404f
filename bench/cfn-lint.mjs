import { spawnSync } from 'node:child_process';

let isThere;

/** Asked with the first template: starting it takes seconds. */
function hasLint() {
  if (isThere !== undefined) return isThere;
  isThere = spawnSync('cfn-lint', ['--version']).status === 0;
  if (!isThere) console.log('cfn-lint is not here: it judges nothing.');
  return isThere;
}

/** What there would be instead of a name that is not: every addition makes that list longer. */
const NAMES = / of \[.*\]/;

/** Errors of templates, and references to what may not exist (W1001), without lines. A failure of cfn-lint is one, too. */
export function lint(paths) {
  if (!hasLint()) return [];
  const args = ['--format', 'json', '-i', 'W', 'I', '-c', 'W1001', '-t', ...paths];
  const { stdout } = spawnSync('cfn-lint', args, { encoding: 'utf8', maxBuffer: 1e9 });
  try {
    return JSON.parse(stdout || '[]')
      .filter(({ Rule: { Id } }) => /^E|^W1001$/.test(Id))
      .map(({ Rule: { Id }, Message }) => `${Id} ${Message.replace(NAMES, '')}`);
  } catch {
    return ['cfn-lint fails'];
  }
}

/** The findings of the second run that the first did not have. */
export function news(before, after) {
  const left = [...before];
  return after.filter((each) => {
    const n = left.indexOf(each);
    if (n >= 0) left.splice(n, 1);
    return n < 0;
  });
}
