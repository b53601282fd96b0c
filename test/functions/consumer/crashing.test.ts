import { tellCrashes } from './crashing.ts';

tellCrashes(['dies before']);
