import type { Bindings } from './binding.ts';

/** Keys of what the merchant attached that the bindings name, for events of this provider. */
export function metadataKeysOf(_events: Bindings, _provider: string): readonly string[] {
  return [];
}
