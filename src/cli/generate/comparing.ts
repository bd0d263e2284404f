import { bug } from '../../core/errors.ts';
import type { Ports } from '../../core/ports.ts';
import type { Cutter } from '../../editors/cutter.ts';
import { isAsMade } from '../../editors/tokens/hash.ts';

function notRead(): never {
  throw bug('What was inserted into a file is not read where files are only compared');
}

interface Comparing {
  readonly ports: Pick<Ports, 'isAsMade' | 'record'>;
  readonly cut: Cutter;
}

/** For what compares files: no parser is loaded. */
export const comparing: Comparing = { ports: { isAsMade, record: notRead }, cut: notRead };
