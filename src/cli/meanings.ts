import { refuseOutdated } from '../core/options.ts';
import type { Described } from '../core/ports.ts';
import { printSteps } from './report.ts';

function meaningsOf({ instance, pattern }: Described, now: Date): readonly string[] {
  const { name, options } = instance;
  return Object.entries(pattern.options).flatMap(([key, option]) => {
    if (option.kind !== 'text' || !option.preview) return [];
    const lines = option.preview(options[key]!, now, options);
    const label = `${name}.${key}`;
    return lines.map((line, i) => `${(i ? '' : label).padEnd(label.length)}  ${line}`);
  });
}

/**
 * Shows what option values mean at this hour, such as the next runs of a schedule; it is never written. Throws
 * `usage` for one that means nothing any more.
 */
export function printMeanings(described: readonly Described[], isSilent: boolean): void {
  const now = new Date();
  for (const { instance, pattern } of described)
    refuseOutdated(pattern.options, instance.options, instance.name, now);
  const lines = described.flatMap((each) => meaningsOf(each, now));
  if (lines.length > 0 && !isSilent) printSteps('What these options mean:', lines);
}
