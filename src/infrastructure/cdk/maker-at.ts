import type { Maker } from '../../editors/cdk/syntax/makers.ts';
import type { FoundModule } from './modules.ts';

/** A maker with the module that it is in. */
export interface MakerAt {
  readonly module: FoundModule;
  readonly maker: Maker;
}
