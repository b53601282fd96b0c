/** The names of the spec, and what Segment's own libraries take for them: the older names, in any case, with space, underscore or neither. */
const SPELT: Readonly<Record<string, RegExp>> = {
  'Order Completed': /^[ _]?(order[ _]?completed|completed[ _]?order)[ _]?$/i,
  'Order Refunded': /^[ _]?(order[ _]?refunded|refund(ed)?[ _]?order)[ _]?$/i,
  'Order Cancelled': /^[ _]?(order[ _]?cancell?ed|cancell?ed[ _]?order)[ _]?$/i,
  'Checkout Started': /^[ _]?(checkout[ _]?started|started[ _]?checkout)[ _]?$/i,
  'Signed In': /^[ _]?signed[ _]?in[ _]?$/i,
  'Signed Up': /^[ _]?signed[ _]?up[ _]?$/i,
};

/** The spec's name of a track call; its own where the spec knows none. https://github.com/segmentio/analytics-events */
export const specName = (event: string): string => Object.entries(SPELT).find(([, spelt]) => spelt.test(event))?.[0] ?? event;
