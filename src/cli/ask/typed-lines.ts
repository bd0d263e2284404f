import { Cancelled } from '../../core/errors.ts';

/** What was typed behind the last line that was read. */
let rest = '';

function takeLine(): string | undefined {
  const end = rest.indexOf('\n');
  if (end < 0) return undefined;
  const line = rest.slice(0, end);
  rest = rest.slice(end + 1);
  return line.replace(/\r$/, '');
}

/** Reads the next line that is typed; throws `Cancelled` on Ctrl-C, and where nothing more can be typed. */
export function typedLine(input: NodeJS.ReadStream = process.stdin): Promise<string> {
  const known = takeLine();
  if (known !== undefined) return Promise.resolve(known);
  return new Promise((resolve, reject) => {
    const listeners = {
      data: (chunk: Buffer) => {
        rest += chunk.toString('utf8').replace(/\r(?!\n)/g, '\n');
        const line = takeLine();
        if (line !== undefined) settle(() => resolve(line));
      },
      end: () => settle(() => reject(new Cancelled())),
    };
    const settle = (act: () => void) => {
      for (const [event, listener] of Object.entries(listeners)) input.off(event, listener);
      process.off('SIGINT', listeners.end);
      input.pause();
      act();
    };
    for (const [event, listener] of Object.entries(listeners)) input.on(event, listener);
    process.on('SIGINT', listeners.end);
    input.resume();
  });
}
