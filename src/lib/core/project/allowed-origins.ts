import * as v from 'valibot';

/** Where the service worker finds the origins its policy lets the page ask: a cache of its own, under this address. */
export const settingsCache = 'settings';
export const originsKey = '/allowed-origins.json';

/** An origin as the address bar spells it, so that nothing else can end up in a policy. */
const OriginSchema = v.pipe(
	v.string(),
	v.check((text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text))
);

/** Origins as they were stored; what is none is left out. */
export function readOrigins(stored: unknown): string[] {
	return Array.isArray(stored) ? stored.filter((origin) => v.is(OriginSchema, origin)) : [];
}
