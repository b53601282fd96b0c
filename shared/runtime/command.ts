/** The repository's own source, which Node runs as it stands; else what is built from it: the package, a bundle. */
export const fromSource = import.meta.filename.endsWith('.ts');

/** What the command line is called with. */
export const NAME = fromSource ? 'npm run cli --' : 'bunce-sync';

/** A command of ours, as whoever is told to run it types it. */
export const command = (words: string): string => `${NAME} ${words}`;

/** Starts the local run. */
export const START = fromSource ? 'npm start' : command('dev');
