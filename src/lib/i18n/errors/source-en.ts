import type { ErrorCode, ErrorDetails } from '$lib/core/errors';
import type { ErrorText } from './en';
import { megabytes } from './megabytes';

const gateway: Readonly<Record<string, (details: ErrorDetails) => string>> = {
	token: () => 'The gateway does not know this pairing token.',
	database: ({ message }) => `The gateway has no database “${message}”.`,
	statement: ({ message }) => `The gateway only reads, and refused the query: ${message}.`,
	sql: ({ message }) => `The database refused the query: ${message}.`,
	value: ({ message }) => `A value cannot be carried over: ${message}.`,
	'too-large': ({ message }) => `The answer is larger than the gateway lets through (${message}).`,
	'too-slow': ({ message }) => `The query took longer than the gateway lets it (${message}).`,
	unavailable: ({ message }) => `The gateway does not reach the database: ${message}.`
};

/** Sources elsewhere: an address, a bucket, Athena, the gateway. */
export const sourceErrors: Readonly<Record<Extract<ErrorCode, `source/${string}`>, ErrorText>> = {
	'source/address-invalid': {
		what: ({ address }) => `“${address}” is no address of a table.`,
		mend: 'Give one that begins with https:// or http:// and holds no name and password.'
	},
	'source/bucket-invalid': {
		what: ({ bucket }) => `“${bucket}” cannot be the name of a bucket.`,
		mend: 'Give the name alone, without s3:// and slashes.'
	},
	'source/key-invalid': {
		what: ({ key }) => `The object “${key}” cannot be asked for: its name holds “.” or “..” between slashes.`,
		mend: 'Copy it to another name.'
	},
	'source/offline': {
		what: ({ origin }) => `${origin} cannot be reached: this device is offline.`,
		mend: 'What lies elsewhere needs a connection; what was imported before is still here.'
	},
	'source/unreachable': {
		what: ({ address, reason }) => `${address} does not answer: ${reason}`,
		mend: 'Check the address and the connection.'
	},
	'source/blocked': {
		what: ({ address }) => `Nothing came from ${address} that this page may read.`,
		mend: 'Either it is not reachable, or it does not let other pages read it (CORS). Its owner can allow this page; else fetch the file and drop it here, or use the temoto command.'
	},
	'source/redirected': {
		what: ({ address }) => `${address} leads to another address, which this page may not ask.`,
		mend: 'Give the address it leads to.'
	},
	'source/missing': {
		what: ({ address }) => `There is nothing at ${address}.`,
		mend: 'Check the address; the file may have moved.'
	},
	'source/forbidden': {
		what: ({ address, status }) => `${address} refuses access (${status}).`,
		mend: 'Give an address that needs no login, or fetch the file and drop it here.'
	},
	'source/status': {
		what: ({ address, status }) => `${address} answered with an error (${status}).`,
		mend: 'Try again later.'
	},
	'source/web-page': {
		what: ({ address }) => `${address} is a web page, not a table.`,
		mend: 'Give the address of the file itself: the one its download link leads to.'
	},
	'source/too-large': {
		what: ({ address, sizeBytes, maxBytes }) =>
			`${address} is too large${sizeBytes ? ` (${megabytes(sizeBytes)})` : ''}: ${megabytes(maxBytes)} can be fetched.`,
		mend: 'Fetch a part of it, or use the temoto command on a file.'
	},
	'source/cut-short': {
		what: ({ address }) => `The connection to ${address} ended before everything came.`,
		mend: 'Try again; nothing was stored.'
	},
	'source/answer-invalid': {
		what: ({ address }) => `What answers at ${address} is not what was expected there.`,
		mend: 'Check the address.'
	},
	'source/keys-missing': {
		what: () => 'An access key and its secret belong together; one is missing.',
		mend: 'Give both, or neither for a public bucket.'
	},
	'source/aws-refused': {
		what: ({ address, reason, message, region }) =>
			`${address} refused (${reason}${message ? `: ${message}` : ''})${region ? ` and belongs to the region ${region}` : ''}.`,
		mend: 'Check the names, the region, and that the keys are right, not expired, and allowed to read.'
	},
	'source/query-failed': {
		what: ({ message }) => `The query failed: ${message}`,
		mend: 'Mend the query, or where its results go.'
	},
	'source/gateway-refused': {
		what: (details) => gateway[String(details['reason'])]?.(details) ?? `The gateway refused: ${details['message']}.`,
		mend: 'What the gateway prints where it runs says which databases, token and limits it has.'
	}
};
