import { AppError } from '$lib/core/errors';
import type { SecretStore } from '$lib/core/ports';

/** The command line keeps no secrets: they come from the environment every time. */
export const noSecrets: SecretStore = {
	get: () => Promise.resolve(undefined),
	put: () => Promise.reject(new AppError('storage/unavailable', { reason: 'the command line keeps no secrets' })),
	delete: () => Promise.resolve()
};
