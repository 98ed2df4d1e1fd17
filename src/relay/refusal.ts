/** Why a request was refused. The code is stable; the message is one English sentence for people reading logs. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	constructor(
		readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 507,
		readonly code:
			| 'unsigned'
			| 'key-unknown'
			| 'revoked'
			| 'clock'
			| 'signature'
			| 'replay'
			| 'forbidden'
			| 'code'
			| 'invalid'
			| 'conflict'
			| 'package-unknown'
			| 'full'
			| 'too-large'
			| 'busy'
			| 'missing',
		message: string,
		readonly headers: Readonly<Record<string, string>> = {}
	) {
		super(message);
	}
}
