/** Of Bunce's two hosts, with the version, the one of real customers. */
export const BUNCE_LIVE = 'https://api.bunce.so/v1';
export const BUNCE_SANDBOX = 'https://sandbox.api.bunce.so/v1';

/** Whether real customers are behind this base URL, whatever its version. */
export const isLiveHost = (baseUrl: string): boolean => new URL(baseUrl).host === new URL(BUNCE_LIVE).host;
