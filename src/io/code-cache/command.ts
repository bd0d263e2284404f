/** Commands that run different code; the words after them are names of the user. */
const COMMANDS = new Set(
  '__complete completion add remove invoke dev status list cost --help -h'.split(' '),
);

const WITH_KIND = new Set(['add', 'remove', 'list']);

const KINDS = new Set('pattern function trigger option'.split(' '));

const singular = (word = '') => word.replace(/s$/, '');

/** What a command line runs, as part of a file's name: `add-pattern`. Any other command line creates a project. */
export function commandOf([first = '', second]: readonly string[]): string {
  if (!COMMANDS.has(first)) return 'create';
  const name = first.replace(/^[-_]+/, '');
  const kind = singular(second);
  return WITH_KIND.has(first) && KINDS.has(kind) ? `${name}-${kind}` : name;
}
