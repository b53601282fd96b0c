const KEPT = 'console-token';

const inPage = document.querySelector('meta[name="console-token"]')?.getAttribute('content') ?? '';

/** Whether the page brings it: loaded again, it has the one that counts by then. */
export const isInPage = inPage !== '';

/** Who may ask: from the page, or from the address it was opened with, whence it is taken away. */
export const token = isInPage ? inPage : given();

function given(): string {
  const inAddress = new URLSearchParams(location.hash.slice(1)).get('token');
  if (inAddress === null) return sessionStorage.getItem(KEPT) ?? '';
  sessionStorage.setItem(KEPT, inAddress);
  history.replaceState(null, '', location.pathname + location.search);
  return inAddress;
}
