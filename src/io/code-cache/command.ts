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

/** V8 keeps the functions of the first run, and few of them are of another form, or of a second pattern. */
function creation(argv: readonly string[]): string {
  if (argv.includes('--dry-run')) return 'create-dry-run';
  const patterns = argv.filter((word) => /^(-p|--pattern)(=|$)/.test(word));
  const isSeveral = patterns.length > 1 || argv.some((word) => word.includes(','));
  const form = ['cdk', 'sam'].find((each) => argv.includes(each));
  return ['create', isSeveral && 'several', form].filter(Boolean).join('-');
}

const singular = (word = '') => word.replace(/s$/, '');

/** What a command line runs, as part of a file's name: `add-pattern`. Any other command line creates a project. */
export function commandOf(argv: readonly string[]): string {
  const [first = '', second] = argv;
  const answer = argv.find((word) => Object.hasOwn(ANSWERS, word));
  if (answer !== undefined) return ANSWERS[answer]!;
  if (!COMMANDS.has(first)) return creation(argv);
  const name = first.replace(/^_+/, '');
  const kind = singular(second);
  return WITH_KIND.has(first) && KINDS.has(kind) ? `${name}-${kind}` : name;
}
