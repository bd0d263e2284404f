// Loaded in front of a command (node --import): it takes its pipes for a terminal, so that it asks.
for (const stream of [process.stdin, process.stdout]) {
  stream.isTTY = true;
  stream.columns = 100;
  stream.rows = 40;
}
process.stdin.setRawMode = () => process.stdin;
