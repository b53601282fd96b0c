import { Search } from '../search.tsx';
import { setQuery } from '../address.ts';
import { senders } from '../rows.ts';
import { OUTCOMES } from '../words.ts';
import { filter } from './matching.ts';

export function Filters() {
  const { provider, outcome, q } = filter.value;
  const names = [...new Set([...senders.value, provider])].filter(Boolean);
  return (
    <div class="filters" role="search">
      <Search by="e-mail, id, reference" q={q} />
      <Choice label="Provider" all="All providers" name="provider" value={provider} options={names} />
      <Choice label="Outcome" all="All outcomes" name="outcome" value={outcome} options={OUTCOMES} />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What stands there while nothing is chosen. */
  readonly all: string;
  readonly name: string;
  readonly value: string;
  readonly options: readonly string[];
}

/** A filter of the address. */
export function Choice({ label, all, name, value, options }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={({ currentTarget }) => setQuery({ [name]: currentTarget.value })}>
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  );
}
