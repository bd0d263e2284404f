// Writes docs/create.svg: a project is created and a trigger added to it, as a terminal shows it.
// Usage: npm run recording
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenCells } from '../test/support/screen.ts';
import { scratch } from './measure.mjs';

const root = join(import.meta.dirname, '..');
const [COLUMNS, ROWS] = [92, 30];
const [ENTER, DOWN] = ['\r', '\x1b[B'];

/** In a node_modules, where messages name the commands as users start them. */
function installed(folder) {
  const own = join(folder, 'node_modules/create-lambda-app');
  mkdirSync(own, { recursive: true });
  for (const part of ['bin', 'dist', 'templates', 'package.json'])
    cpSync(join(root, part), join(own, part), { recursive: true });
  return join(own, 'bin/create-lambda-app.js');
}

const CREATE = {
  typed: 'npm create lambda-app',
  args: ['--no-install', '--no-git'],
  steps: [
    [/Where should the project be created/, `shop${ENTER}`],
    [/Which patterns does it need/, `${DOWN}${DOWN}${DOWN} ${ENTER}`],
    [/Infrastructure as/, `${DOWN}${ENTER}`],
    [/Customise\?/, ENTER],
    [/Write them\?/, ENTER],
  ],
};

const ADD = {
  typed: 'cd shop && npx create-lambda-app add trigger',
  args: ['add', 'trigger', '--no-install'],
  steps: [
    [/Which function/, ENTER],
    [/What invokes/, `sqs${ENTER}`],
    [/Customise it/, ENTER],
    [/Which queue/, ENTER],
    [/Write them\?/, ENTER],
  ],
};

/** Drives a command; answers what a terminal has got at each question, and at the end. */
function driven(cli, cwd, { typed, args, steps }, before) {
  const env = {
    ...process.env,
    FORCE_COLOR: '1',
    TERM: 'xterm-256color',
    TEST_COLUMNS: String(COLUMNS),
    TEST_ROWS: String(ROWS),
    npm_config_user_agent: `npm/11.0.0 node/${process.version}`,
  };
  const preload = join(root, 'test/support/preload/terminal.mjs');
  const child = spawn(process.execPath, ['--import', preload, cli, ...args], {
    cwd,
    env,
    timeout: 60_000,
  });
  const frames = [`${before}$ ${typed}\n`];
  let [output, shown, next] = [frames[0], '', 0];
  child.stdout.on('data', (chunk) => {
    output += chunk;
    shown += chunk;
    const step = steps[next];
    if (!step?.[0].test(shown)) return;
    frames.push(output);
    shown = '';
    next++;
    child.stdin.write(step[1]);
    if (next === steps.length) setTimeout(() => child.stdin.end(), 300);
  });
  return new Promise((resolve, reject) =>
    child.on('close', (code) => {
      if (code !== 0 || next < steps.length)
        reject(new Error(`Step ${next}, exit ${code}\n${output}`));
      else resolve([...frames, output]);
    }),
  );
}

const COLOURS = {
  1: '#f48771',
  2: '#89d185',
  3: '#e5c07b',
  4: '#6cb6ff',
  5: '#d7a3ff',
  6: '#56c2d6',
};
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const [CHARACTER, LINE, MARGIN] = [7.85, 18, 20];

const spanOf = ({ text, colour, isDim }, x) =>
  `<tspan x="${(MARGIN + x * CHARACTER).toFixed(1)}" fill="${isDim ? '#888' : (COLOURS[colour] ?? '#ddd')}">${escaped(text)}</tspan>`;

const lineOf = (runs, n) => {
  const visible = runs.filter(({ text }) => text.trim() !== '');
  if (visible.length === 0) return '';
  return `<text y="${MARGIN + 10 + n * LINE}">${visible.map((run) => spanOf(run, run.column)).join('')}</text>`;
};

const SECONDS = { typed: 1.5, question: 2.2, end: 6 };

function svgOf(frames) {
  const total = frames.reduce((sum, { seconds }) => sum + seconds, 0);
  let at = 0;
  const percent = (seconds) => ((100 * seconds) / total).toFixed(2);
  const rules = frames.map(({ seconds }, n) => {
    const [from, to] = [percent(at), percent(at + seconds)];
    at += seconds;
    const hidden = n === 0 ? '' : '0%{visibility:hidden}';
    return `@keyframes f${n}{${hidden}${from}%{visibility:visible}${to}%,100%{visibility:hidden}}.f${n}{animation:f${n} ${total}s step-end infinite}`;
  });
  const [width, height] = [MARGIN * 2 + COLUMNS * CHARACTER, MARGIN * 2 + ROWS * LINE].map(
    Math.round,
  );
  const label = `A terminal: npm create lambda-app asks for the folder, the patterns and the infrastructure, and writes the project; add trigger asks for the function and what invokes it, shows the changes, and writes them`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
<style>g g{visibility:hidden}${rules.join('')}@media (prefers-reduced-motion:reduce){g g{animation:none}g .f${frames.length - 1}{visibility:visible}}</style>
<rect width="100%" height="100%" rx="8" fill="#1e1e1e"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" xml:space="preserve">
${frames.map(({ cells }, n) => `<g class="f${n}">${cells.map(lineOf).join('')}</g>`).join('\n')}
</g>
</svg>
`;
}

const folder = scratch();
const cli = installed(folder);
const created = await driven(cli, folder, CREATE, '');
const added = await driven(cli, join(folder, 'shop'), ADD, `${created.at(-1)}\n`);

const frames = [];
for (const outputs of [created, added])
  for (const [n, output] of outputs.entries()) {
    const isLast = n === outputs.length - 1;
    const seconds = isLast ? SECONDS.end : n === 0 ? SECONDS.typed : SECONDS.question;
    frames.push({
      seconds,
      cells: await screenCells(output.replaceAll(folder, '~'), COLUMNS, ROWS),
    });
  }
const svg = svgOf(frames);
if (svg.includes(folder)) throw new Error('The recording names a folder of this machine');
writeFileSync(join(root, 'docs/create.svg'), svg);
console.log(`docs/create.svg: ${frames.length} frames, ${Math.round(svg.length / 1024)} KB`);
