import { tellCrashes } from './crashing.ts';

tellCrashes(['fails', 'loses the answer of']);
