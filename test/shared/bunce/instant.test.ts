import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hoursBetween, instant } from '../../../shared/bunce/instant.ts';

const time = fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

describe('an instant', () => {
  it('is read from ISO text of any offset and precision', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: -12 * 60, max: 14 * 60 }), (date, offset) => {
        const shifted = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, '0'));
        expect(instant(`${shifted}${offset < 0 ? '-' : '+'}${hours}:${minutes}`)).toBe(date.toISOString());
      }),
    );
  });

  it('is the same in the plainest form and in any other', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 0, max: 9 }), fc.constantFrom('T', ' '), (date, digits, between) => {
        const [day, clock] = [date.toISOString().slice(0, 10), date.toISOString().slice(11, 19)];
        const text = `${day}${between}${clock}${digits > 0 ? `.${'123456789'.slice(0, digits)}` : ''}`;
        const iso = instant(`${text} UTC`);
        for (const plain of [text, `${text}Z`, `${text}+00:00`]) expect(instant(plain)).toBe(iso);
      }),
    );
  });

  it('is read from seconds and milliseconds since 1970, as number or text', () => {
    fc.assert(
      fc.property(time, (date) => {
        const seconds = Math.floor(date.getTime() / 1000);
        expect(instant(seconds)).toBe(new Date(seconds * 1000).toISOString());
        if (date.getTime() >= 1e12) expect(instant(String(date.getTime()))).toBe(date.toISOString());
      }),
    );
  });

  it.each([
    ['2026-03-14', '2026-03-14T00:00:00.000Z'],
    ['2021-02-02-00:50:58.123456+00:00', '2021-02-02T00:50:58.123Z'],
    ['2021-11-17 11:28:42.615', '2021-11-17T11:28:42.615Z'],
    ['2026-03-14T10:00:00+0100', '2026-03-14T09:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(instant(text)).toBe(iso);
  });

  it('takes a text without zone for the zone it is told', () => {
    expect(instant('2021-11-17 11:28:42', { zone: '+01:00' })).toBe('2021-11-17T10:28:42.000Z');
  });

  it.each([
    '',
    'yesterday',
    '30/08/2023',
    '2026-13-01',
    '2026-02-30',
    '2025-02-29T10:00:00Z',
    '0001-01-01T00:00:00Z',
    '20260314',
    '202603141200',
    '20260314120000',
    20_260_314_120_000,
    NaN,
    Infinity,
    -1e18,
    -1,
  ])('refuses %s by name', (junk) => {
    expect(() => instant(junk)).toThrow(RangeError);
  });
});

describe('hours between two moments', () => {
  it('are counted whatever form the moments have', () => {
    expect(hoursBetween('2026-03-14T09:00:00Z', '2026-03-14 11:30:00+01:00')).toBe(1.5);
    expect(hoursBetween(1_773_482_400, '2026-03-14T09:00:00Z')).toBe(-1);
  });

  it('are no number where a moment is missing or none', () => {
    for (const none of [null, undefined, '', 'soon']) expect(hoursBetween('2026-03-14T09:00:00Z', none)).toBeNaN();
  });
});
