/** Commands that run different code; the words after them are names of the user. */
const COMMANDS = new Set('__complete completion add remove invoke dev status list cost'.split(' '));

const WITH_KIND = new Set(['add', 'remove', 'list']);

const KINDS = new Set('pattern function trigger option'.split(' '));

/** Asked anywhere, these answer and run nothing of their command. */
const ANSWERS: Readonly<Record<string, string>> = {
  '--help': 'help',
  '-h': 'help',
  '--version': 'version',
  '-v': 'version',
};

const singular = (word = '') => word.replace(/s$/, '');

/** What a command line runs, as part of a file's name: `add-pattern`. Any other command line creates a project. */
export function commandOf(argv: readonly string[]): string {
  const [first = '', second] = argv;
  const answer = argv.find((word) => Object.hasOwn(ANSWERS, word));
  if (answer !== undefined) return ANSWERS[answer]!;
  if (!COMMANDS.has(first)) return argv.includes('--dry-run') ? 'create-dry-run' : 'create';
  const name = first.replace(/^_+/, '');
  const kind = singular(second);
  return WITH_KIND.has(first) && KINDS.has(kind) ? `${name}-${kind}` : name;
}
