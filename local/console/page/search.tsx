import { setQuery } from './address.ts';

interface SearchProps {
  /** What may be searched for. */
  readonly by: string;
  /** As it stands in the address. */
  readonly q: string;
}

/** Searches as one types; the address keeps it. */
export const Search = ({ by, q }: SearchProps) => (
  <input
    type="search"
    aria-label="Search"
    placeholder={`Search: ${by}`}
    value={q}
    onInput={({ currentTarget }) => setQuery({ q: currentTarget.value })}
  />
);
