const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** WooCommerce decodes the stored secret before it signs: `a&amp;b` signs as `a&b`. The same five characters as wp_specialchars_decode. */
export const decoded = (secret: string): string =>
  secret.replaceAll(/&(?:(amp|lt|gt|quot)|#0*(34|38|39|60|62)|#x0*(22|26|27));/gi, (_entity, ...found: readonly (string | undefined)[]) => {
    const [name, decimal, hex] = found;
    if (name) return NAMED[name.toLowerCase()] ?? '';
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16));
  });
