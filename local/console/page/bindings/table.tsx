import type { BindingRow } from '../../lists.ts';
import { Pairs } from '../pairs.tsx';

interface TableProps {
  readonly provider: string;
  readonly rows: readonly BindingRow[];
}

/** A provider's samples, one a row. Roles are said, for a narrow window stacks the cells. */
export function BindingTable({ provider, rows }: TableProps) {
  return (
    <section class="card bindings">
      <h2>{provider}</h2>
      <table role="table" aria-label={`Bindings of ${provider}`}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Sample
            </th>
            <th role="columnheader" scope="col">
              Becomes
            </th>
            <th role="columnheader" scope="col">
              With
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <BindingLine key={`${row.sample} ${row.event}`} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function BindingLine({ row }: { readonly row: BindingRow }) {
  const { sample, type, event, becomes, parameters, attributes, why } = row;
  return (
    <tr role="row" data-sample={sample}>
      <td role="cell">
        <code>{sample}</code>
        {type !== sample && <p class="muted">{type}</p>}
      </td>
      <td role="cell">
        {becomes === '' ? <span class="tag">nothing</span> : <strong>{becomes}</strong>}
        {event !== '' && (
          <p class="muted">
            <code>{event}</code>
          </p>
        )}
      </td>
      <td role="cell">
        {why !== undefined && <p class="muted">{why}</p>}
        {parameters.length > 0 && <Pairs pairs={parameters} />}
        {attributes.length > 0 && (
          <>
            <p class="muted attributes">and these attributes</p>
            <Pairs pairs={attributes} />
          </>
        )}
      </td>
    </tr>
  );
}
