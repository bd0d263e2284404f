import { Terminal } from '@xterm/headless';

/** The lines that a terminal of a size shows after some output. */
export async function screenOf(output: string, columns: number, rows: number) {
  const terminal = new Terminal({ cols: columns, rows, convertEol: true, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: rows }, (_, n) =>
    active.getLine(active.viewportY + n)!.translateToString(true),
  );
  terminal.dispose();
  return lines;
}
