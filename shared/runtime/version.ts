/** Of the code that wrote a message; deploy sets BUNCE_SYNC_VERSION to the commit. */
export const VERSION = process.env['BUNCE_SYNC_VERSION'] ?? 'dev';
