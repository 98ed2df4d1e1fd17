import type { RefusalReason } from '$lib/core/connection/gateway';

/** Why a request was refused. The reason is stable; the message is one English clause for people. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	constructor(
		readonly reason: RefusalReason,
		message: string,
		options?: { cause?: unknown }
	) {
		super(message, options);
	}
}

export const statusOf = {
	token: 401,
	missing: 404,
	invalid: 400,
	database: 404,
	statement: 403,
	sql: 400,
	value: 422,
	'too-large': 413,
	'too-slow': 504,
	unavailable: 503,
	internal: 500
} as const satisfies Record<RefusalReason, number>;

export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
