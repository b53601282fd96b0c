const KEPT = 'console-token';

/** Who may ask: from the page, or from the address it was opened with, whence it is taken away. */
export const token = given();

function given(): string {
  const inPage = document.querySelector('meta[name="console-token"]')?.getAttribute('content') ?? '';
  if (inPage !== '') return inPage;
  const inAddress = new URLSearchParams(location.hash.slice(1)).get('token');
  if (inAddress === null) return sessionStorage.getItem(KEPT) ?? '';
  sessionStorage.setItem(KEPT, inAddress);
  history.replaceState(null, '', location.pathname + location.search);
  return inAddress;
}
