import type { Finding } from '../../lists.ts';
import { Empty, Loading } from '../empty.tsx';
import { makeStale, versionOf } from '../stale.ts';
import { useAsked } from '../use-asked.ts';
import { useTitle } from '../use-title.ts';

const LEVELS: Readonly<Record<Finding['level'], readonly [mark: string, mood: string]>> = {
  ok: ['✓', 'is-good'],
  warning: ['!', 'is-late'],
  error: ['✗', 'is-bad'],
};

/** What is not as it should be in this stack. */
export function DoctorView() {
  useTitle('Doctor');
  const { data: findings, error } = useAsked<readonly Finding[]>('/api/doctor', versionOf('doctor').value);
  return (
    <>
      <div class="view-head">
        <h1>Doctor</h1>
        <button type="button" onClick={() => makeStale(['doctor'])}>
          Look again
        </button>
      </div>
      {findings ? <Findings findings={findings} /> : <Loading error={error} />}
    </>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return <Empty title="Nothing is wrong." />;
  return (
    <ul class="plain" role="list" aria-label="Findings">
      {findings.map(({ level, title, text }) => (
        <li key={`${title} ${text}`} class="card finding" data-level={level}>
          <span class={`tag ${LEVELS[level][1]}`}>
            <span aria-hidden="true">{LEVELS[level][0]}</span> {level}
          </span>
          <div>
            <h2>{title}</h2>
            <p class="lines">{text}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
