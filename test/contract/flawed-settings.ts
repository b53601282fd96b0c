import { type Flaws, signing, sound, stamped } from './sound.ts';

const { settings: _settings, ...unset } = sound;

/** What the config cannot say, or says in vain. */
export const settingsFlaws: Flaws = {
  'shows a setting in its README that it refuses': {
    caughtBy: 'takes the settings that its README shows',
    flaw: { settings: [{ tolerance: '10m' }, { tolerance: '10m', region: 'eu' }] },
  },
  'shows a value in its README that it refuses': {
    caughtBy: 'takes the settings that its README shows',
    flaw: { settings: [{ tolerance: '10 minutes' }] },
  },
  'needs a URL that nobody may give it': {
    caughtBy: 'may be given what its signature needs',
    flaw: signing({ ...stamped, needs: ['url'] }),
  },
  'keeps its tolerance to itself': {
    caughtBy: 'lets the config say how old a stamp may be',
    flaw: { provider: unset },
  },
};
