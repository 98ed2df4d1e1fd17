import * as v from 'valibot';
import { AppError } from '../errors';
import type { KeyPair } from '../ports';
import type { TrustedKey } from './package';

const algorithm = v.picklist(['Ed25519', 'ECDSA-P256']);
const PrivateSchema = v.object({
	format: v.literal('temoto-key'),
	schemaVersion: v.literal(1),
	algorithm,
	publicKey: v.string(),
	privateKey: v.string()
});
const PublicSchema = v.object({
	format: v.literal('temoto-public-key'),
	schemaVersion: v.literal(1),
	algorithm,
	publicKey: v.string()
});

/** The text of a private key file; the key must be one that may be exported. */
export function privateKeyText({ algorithm, publicKey, privateKey }: KeyPair): string {
	return `${JSON.stringify({ format: 'temoto-key', schemaVersion: 1, algorithm, publicKey, privateKey }, null, '\t')}\n`;
}

export function publicKeyText({ algorithm, publicKey }: TrustedKey): string {
	return `${JSON.stringify({ format: 'temoto-public-key', schemaVersion: 1, algorithm, publicKey }, null, '\t')}\n`;
}

/** Errors: edge/key-invalid {reason}. */
export function parsePrivateKey(value: unknown): v.InferOutput<typeof PrivateSchema> {
	const parsed = v.safeParse(PrivateSchema, value);
	if (!parsed.success) throw new AppError('edge/key-invalid', { reason: 'it is not a key that temoto keygen made' });
	return parsed.output;
}

/** Reads a public key; the file of a private one serves too. Errors: edge/key-invalid {reason}. */
export function parsePublicKey(value: unknown): TrustedKey {
	const parsed = v.safeParse(v.union([PublicSchema, PrivateSchema]), value);
	if (!parsed.success)
		throw new AppError('edge/key-invalid', { reason: 'it is not a public key that temoto keygen made' });
	return { algorithm: parsed.output.algorithm, publicKey: parsed.output.publicKey };
}
