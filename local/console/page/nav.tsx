import { about, numbers } from './about.ts';
import { pathOf, place } from './address.ts';
import { TITLES } from './words.ts';

/** The views that there are where the console looks. */
export function Nav() {
  return (
    <nav aria-label="Views">
      <ul>
        {(about.value?.views ?? []).map((view) => (
          <li key={view}>
            <a href={pathOf(view)} aria-current={place.value?.view === view ? 'page' : undefined}>
              {TITLES[view]}
              {view === 'parked' && (numbers.value?.parked ?? 0) > 0 && (
                <span class="badge" aria-hidden="true">
                  {numbers.value?.parked.toLocaleString('en')}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
