import { addToRun } from '../project/installed.ts';
import { Backend } from './backend.ts';
import type { Emulator, MissingEmulator } from './emulators.ts';

/** The emulators that a run has started, and those that the project lacks. */
export class Started {
  readonly #root: string;
  readonly #emulators: Emulator[] = [];
  readonly #backends: Backend[] = [];
  readonly missing: MissingEmulator[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  miss(packageName: string, services: string): void {
    this.missing.push({ services, packageName, command: addToRun(this.#root, packageName) });
  }

  /** Takes an emulator that has just started; undefined, and noted as missing, where the project has none. */
  use(emulator: Emulator | undefined, packageName: string, services: string): Backend | undefined {
    if (!emulator) return void this.miss(packageName, services);
    const backend = new Backend(emulator.url);
    this.#emulators.push(emulator);
    this.#backends.push(backend);
    return backend;
  }

  async close(): Promise<void> {
    for (const backend of this.#backends) backend.close();
    await Promise.all(this.#emulators.map((emulator) => emulator.close()));
  }
}
