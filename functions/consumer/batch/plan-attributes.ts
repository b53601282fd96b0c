import type { ParameterType } from '../../../shared/bunce/binding.ts';
import type { Catalogue } from '../../../shared/bunce/catalogue.ts';
import type { Command } from '../../../shared/bunce/command.ts';
import { converted, type Fit, fit } from '../../../shared/bunce/parameters.ts';
import type { Planning } from '../context.ts';
import type { Values, Work } from '../step.ts';

type Attributes = Extract<Command, { readonly type: 'set-attributes' }>['attributes'];

export const attributeOf = ({ attributes }: Catalogue, wanted: string) => attributes.find(({ name }) => name === wanted);

export const noAttribute = (name: string): Work => ({
  kind: 'impossible',
  detail: `the Bunce account has no attribute "${name}": run setup`,
});

interface Wanted {
  readonly name: string;
  fitting(type: ParameterType): Fit;
}

/** The values of what can be set; what the account has not got is left out. */
export function valuesOf(wanted: readonly Wanted[], catalogue: Catalogue): Values {
  const fits = wanted.flatMap(({ name, fitting }) => {
    const attribute = attributeOf(catalogue, name);
    return attribute ? [{ id: attribute.id, name, ...fitting(attribute.type) }] : [];
  });
  return {
    values: fits.flatMap(({ id, name, value }) => (value === undefined ? [] : [{ id, name, text: String(value) }])),
    unfit: fits.flatMap(({ name, unfit }) => (unfit ? [name] : [])),
  };
}

/** Facts are bound one by one; those without a binding are left out. */
export function setting(attributes: Attributes, { settings, catalogue }: Planning): Work {
  const bindings: Readonly<Record<string, string | undefined>> = settings.attributes ?? {};
  const bound = Object.entries(attributes).flatMap(([fact, value]) => {
    const name = bindings[fact];
    return name === undefined || value === undefined
      ? []
      : [{ name, fitting: (type: ParameterType) => fit(() => converted(String(value), type)) }];
  });
  if (bound.length === 0) return { kind: 'unbound', what: Object.keys(attributes).join(',') };
  const missing = bound.find(({ name }) => !attributeOf(catalogue, name));
  if (missing) return noAttribute(missing.name);
  return { kind: 'attributes', valuesFor: () => valuesOf(bound, catalogue) };
}
