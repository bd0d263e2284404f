import type { Backend } from './backend.ts';
import type { Service } from './call.ts';
import { type Emulator, hasPackage, startSes } from './emulators.ts';

/** SES. Its emulator takes long to load, so it starts with the first mail. */
export class Mail {
  static readonly packageName = 'aws-ses-v2-local';
  readonly #root: string;
  readonly #use: (emulator: Emulator) => Backend;
  #backend: Promise<Backend> | undefined;
  /** Where the mail is kept; undefined until the first is sent. */
  url: string | undefined;

  constructor(root: string, use: (emulator: Emulator) => Backend) {
    this.#root = root;
    this.#use = use;
  }

  /** Whether the project has the emulator. Its infrastructure does not show whether it sends mail. */
  get isAvailable(): boolean {
    return hasPackage(this.#root, Mail.packageName);
  }

  call: Service = async (call) => {
    this.#backend ??= this.#start();
    return (await this.#backend).call(call);
  };

  async #start(): Promise<Backend> {
    const emulator = (await startSes(this.#root))!;
    this.url = emulator.url;
    return this.#use(emulator);
  }
}
