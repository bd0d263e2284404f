// Counts outcomes of additions under a name, and shows them in lines.

/** Adds one outcome to the counts of a name. */
export function countOutcome(tally, name, outcome, isNew) {
  const none = { added: 0, unsafe: 0, failed: 0, needs: 0, BROKEN: 0, made: 0 };
  const counts = tally.get(name) ?? none;
  counts[outcome]++;
  if (isNew && outcome === 'added') counts.made++;
  tally.set(name, counts);
}

const share = (part, all) => `${(all === 0 ? 100 : (100 * part) / all).toFixed(1)} %`;

function line(width, [name, { added, unsafe, failed, needs, BROKEN, made }]) {
  const all = added + unsafe + failed + BROKEN;
  const parts = [
    `${added} added${made ? ` (${made} with a new resource)` : ''}`,
    `${unsafe} unsafe`,
    `${failed} not understood`,
    `${BROKEN} broken`,
    ...(needs ? [`${needs} without what it needs`] : []),
  ];
  return `${name.padEnd(width)} ${parts.join(', ')} (${share(added, all)} added, ${share(added + unsafe, all)} added or unsafe)`;
}

/** One line for each name, with the shares of what was added, and of what was added or is unsafe. */
export function shown(tally) {
  const width = Math.max(16, ...[...tally.keys()].map((name) => name.length));
  return [...tally].map((each) => line(width, each)).join('\n');
}
