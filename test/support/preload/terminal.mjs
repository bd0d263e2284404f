// Loaded in front of a command (node --import): it takes its pipes for a terminal, so that it asks.
for (const stream of [process.stdin, process.stdout]) {
  stream.isTTY = true;
  stream.columns = Number(process.env.TEST_COLUMNS ?? 100);
  stream.rows = Number(process.env.TEST_ROWS ?? 40);
}
process.stdin.setRawMode = () => process.stdin;
// A terminal that nobody reads lets a process end; a pipe does so only where it is told
process.stdin.on('pause', () => process.stdin.unref());
process.stdin.on('resume', () => process.stdin.ref());
// Where the tests run in a group that no shell waits for, SIGTSTP stops nothing
const { kill } = process;
process.kill = (pid, signal) => kill.call(process, pid, signal === 'SIGTSTP' ? 'SIGSTOP' : signal);
// What waits for the signal, too, has had its turn then, and what it left for the next turn
process.on('SIGCONT', () =>
  setImmediate(() => setImmediate(() => process.stdout.write('\x1b]continued\x07'))),
);
