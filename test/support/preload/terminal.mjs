// Loaded in front of a command (node --import): it takes its pipes for a terminal, so that it asks.
for (const stream of [process.stdin, process.stdout]) {
  stream.isTTY = true;
  stream.columns = Number(process.env.TEST_COLUMNS ?? 100);
  stream.rows = Number(process.env.TEST_ROWS ?? 40);
}
process.stdin.setRawMode = () => process.stdin;
