import { render } from 'preact';

import { followHistory } from './address.ts';
import { App } from './app.tsx';
import { followKeys } from './keys.ts';
import { start } from './start.ts';

followHistory();
followKeys();
render(<App />, document.body);
void start();
