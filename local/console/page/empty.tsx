import type { ComponentChildren } from 'preact';

/** Nothing is there: what to do first. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** What stands where an answer is to come. */
export function Loading({ error }: { readonly error?: string | undefined }) {
  if (error === undefined) return <p class="empty">Asking…</p>;
  return (
    <div class="empty" role="alert">
      <p class="empty-title">That did not work</p>
      <p>{error}</p>
    </div>
  );
}
