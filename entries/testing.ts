export { diagnose } from '../shared/webhook/diagnose.ts';
