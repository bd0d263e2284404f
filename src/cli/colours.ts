import picocolors from 'picocolors';
import { isPlainMode } from './terminal-mode.ts';

/** Colours, where the terminal has some and nobody has turned them off: `NO_COLOR`, `--plain`. */
export default picocolors.createColors(picocolors.isColorSupported && !isPlainMode());
