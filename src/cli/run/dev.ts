import { Cancelled } from '../../core/errors.ts';
import { Dev } from '../../run/dev/dev.ts';
import { type Ready, readyOf } from '../../run/dev/ready.ts';
import { claim, forgetRunning, noteOf, noteRunning } from '../../run/invoke/running.ts';
import { PageServer } from '../../run/page/server.ts';
import { shownInvocation } from '../../run/page/shown.ts';
import { listenAt, listenFrom } from '../../run/project/addresses.ts';
import pc from '../colours.ts';
import { print, printError } from '../ui.ts';
import { failureLine, invocationLine, noteSynthesis, printUnrunnable } from './dev-lines.ts';
import { shownLog } from './log-line.ts';
import { keptFolder, parametersOf, placeOf, portOf } from './run-flags.ts';

export interface DevArguments {
  readonly cwd: string;
  readonly json: boolean;
  readonly port?: number;
  readonly schedules: boolean;
  readonly persist?: string;
  readonly template?: string;
  readonly parameter?: readonly string[];
}

const DEFAULT_PORT = 3000;

/** Ctrl-C, the end of the terminal, and what process managers send. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const list = (title: string, lines: readonly string[]) =>
  lines.length > 0 ? ['', pc.bold(title), ...lines.map((line) => `  ${line}`)] : [];

/** How the AWS CLI reaches the services, which have one address. */
const cliLines = (endpoints: Ready['endpoints']) => {
  const [url] = Object.values(endpoints);
  return url ? [`aws --endpoint-url ${url} …  (${Object.keys(endpoints).join(', ')})`] : [];
};

function readyText({ page, apis, endpoints, functions, notEmulated, notes }: Ready): string {
  const width = Math.max(4, ...Object.keys(apis).map((name) => name.length));
  return [
    `${pc.green('✔')} Functions that run here: ${functions.length}. Page: ${pc.cyan(page)}`,
    ...list(
      'APIs',
      Object.entries(apis).map(([name, url]) => `${name.padEnd(width)}  ${url}`),
    ),
    ...list('Services', cliLines(endpoints)),
    ...list('Not emulated', notEmulated),
    ...list('Differs from AWS', notes),
    '',
    pc.dim('Ctrl-C stops it.'),
  ].join('\n');
}

function report(dev: Dev, json: boolean): void {
  const { activity } = dev.session;
  activity.on('ended', (invocation) => {
    if (json) return print(JSON.stringify(shownInvocation(invocation)));
    for (const line of invocation.outcome?.logs.flatMap(shownLog) ?? []) print(pc.dim(`  ${line}`));
    print(invocationLine(invocation));
  });
  // A fault in one event does not end the run
  process.on('unhandledRejection', (reason) =>
    printError(`${pc.red('✖')} ${(reason as Error)?.stack ?? String(reason)}`),
  );
  activity.on('notice', (text) => printError(`${pc.yellow('!')} ${text}`));
  dev.session.front.onMissing = (service) =>
    printError(`${pc.yellow('!')} A function calls ${service}, which is not emulated`);
  dev.onReload = (file) =>
    printError(pc.dim(`${file} has changed: the infrastructure is read again`));
  dev.onReloaded = (error) => {
    printError(error ? failureLine(error) : pc.dim('The infrastructure is as it is now'));
    if (!error) printUnrunnable(dev);
  };
}

/** What cannot end by itself is left to the reaper after so long, in milliseconds. */
const END_MS = 5000;

const endSoon = () => void setTimeout(() => process.exit(), END_MS).unref();

/** Aborted when the run is to end; a second signal ends it at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const reason = new Cancelled('Stopped.');
  const stop = () => {
    endSoon();
    controller.abort(reason);
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  return controller.signal;
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

async function openPage(dev: Dev, root: string, port: number | undefined): Promise<PageServer> {
  const page = new PageServer({ dev, root });
  page.port =
    port === undefined
      ? await listenFrom(page.server, DEFAULT_PORT)
      : await listenAt(page.server, port);
  return page;
}

/** `lambda-gen dev`: runs until it is stopped. */
export async function dev(args: DevArguments): Promise<void> {
  const port = portOf(args.port);
  const persist = keptFolder(args.persist);
  const { root, template } = placeOf(args);
  const signal = stopSignal();
  await claim(root, template);
  try {
    await runDev(args, { root, template, port, persist, signal });
  } finally {
    forgetRunning(root);
  }
}

interface Started {
  readonly root: string;
  readonly template?: string | undefined;
  readonly port: number | undefined;
  readonly persist: string | undefined;
  readonly signal: AbortSignal;
}

async function runDev(args: DevArguments, started: Started): Promise<void> {
  const { root, template, port, persist, signal } = started;
  const { schedules, json } = args;
  const apiPort = port === 0 ? 0 : (port ?? DEFAULT_PORT) + 1;
  const project = await Dev.start({
    root,
    template,
    parameters: parametersOf(args.parameter),
    persist,
    schedules,
    apiPort,
    note: noteOf(root),
    onSynthesis: noteSynthesis,
    signal,
  });
  try {
    const page = await openPage(project, root, port);
    const url = `http://127.0.0.1:${page.port}/`;
    if (port === undefined && page.port !== DEFAULT_PORT)
      printError(
        `${pc.yellow('!')} Port ${DEFAULT_PORT} is in use: the page is at port ${page.port}`,
      );
    noteRunning(root, { pid: process.pid, page: url, template });
    report(project, json);
    const ready = readyOf(project, url);
    print(json ? JSON.stringify(ready) : readyText(ready));
    printUnrunnable(project);
    await aborted(signal);
    // Without its page this dev would count as gone before its data is kept
    noteRunning(root, { pid: process.pid, template });
    await page.close();
  } finally {
    endSoon();
    await project.close();
  }
}
