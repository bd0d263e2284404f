import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { optionFlags } from '../../src/cli/create/option-flags.ts';
import { packageRoot } from '../../src/io/package-root.ts';

const textOf = (path: string) => readFileSync(join(packageRoot, path), 'utf8');
const prices = JSON.parse(textOf('templates/prices.json')) as Record<string, number>;

const HOURS_A_MONTH = 730;
const aurora = prices.auroraPerAcuHour! * HOURS_A_MONTH * 0.5;
const inCents = (price: number) => `$${Number.isInteger(price) ? price : price.toFixed(2)} a month`;

/** By option: what a month costs, with cents and, where --help rounds it, without. */
const MONTHLY: Readonly<Record<string, readonly string[]>> = {
  dashboard: [inCents(prices.dashboard!)],
  budget: [inCents(prices.alarm!)],
  package: [inCents(prices.ecrPerGb! * 0.2)],
  vpc: [inCents(prices.interfaceEndpointPerZone! * 2)],
  database: [inCents(aurora), `$${Math.round(aurora)} a month`],
};

/** Whose text names it, where no pattern has the name of the option. */
const OWNERS: Readonly<Record<string, string>> = {
  database: 'patterns/rest-api/pattern.ts',
  package: 'base/files/common/README.md.hbs',
};

it('the runbook says what an instance of provisioned concurrency costs', () => {
  const runbook = textOf('templates/patterns/deploy/operations.md.hbs');
  const monthly = (gbSecond: number) => (0.5 * HOURS_A_MONTH * 3600 * gbSecond).toFixed(2);
  const { lambdaProvisionedPerGbSecondArm64: arm64, lambdaProvisionedPerGbSecondX86: x86 } = prices;
  const [, ...said] = /costs \$\{\{#if \(eq arch 'arm64'\)\}\}([\d.]+)\{\{else\}\}([\d.]+)\{/.exec(
    runbook,
  )!;
  expect(said).toEqual([monthly(arm64!), monthly(x86!)]);
});

const named = (text: string) => text.match(/\$[\d.]+ a month/g) ?? [];
const row = (option: string) =>
  textOf('README.md')
    .split('\n')
    .find((line) => line.startsWith(`| \`${option}\` | `)) ?? '';

it.each(Object.entries(MONTHLY))('%s costs what templates/prices.json says', (option, expected) => {
  const help = optionFlags[option as keyof typeof optionFlags].describe;
  const owner = OWNERS[option] ?? `patterns/${option}/pattern.ts`;
  const figures = [help, row(option)].map((text) => named(text)[0]);
  const pattern = named(textOf(`templates/${owner}`));
  for (const figure of [...figures, ...pattern]) expect(expected).toContain(figure);
});
