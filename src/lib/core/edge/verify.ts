import { AppError } from '../errors';
import type { ErrorCode } from '../errors';
import type { Archive, Crypto } from '../ports';
import { maxPackageBytes, packageFiles, readContent } from './package';
import type { PackageContent, TrustedKey } from './package';

export const packageChecks = ['signature', 'hashes', 'version', 'expiry', 'golden'] as const;
export type PackageCheck = (typeof packageChecks)[number];

export interface CheckResult {
	readonly check: PackageCheck;
	readonly ok: boolean;
	/** One plain fact about how it came out; null where there is nothing to say. */
	readonly detail: string | null;
}

export interface Verification {
	readonly ok: boolean;
	readonly checks: readonly CheckResult[];
	readonly content: PackageContent;
}

/** What a device holds already of the package's name, or null. */
export interface Installed {
	readonly version: number;
	readonly hash: string;
}

export interface VerifyInput {
	readonly bytes: Uint8Array;
	readonly hash: string;
	readonly trust: readonly TrustedKey[];
	readonly installed: (name: string) => Promise<Installed | null>;
	readonly now: number;
	/** The largest distance between the graph's answers on the golden rows and the expected ones. */
	readonly goldenDistance: (content: PackageContent) => Promise<number>;
}

/**
 * All that must hold before a device loads a package: a signature by a trusted key over the manifest, the hash of every file, no
 * file beyond them, a version that does not go back, a date that has not passed, and answers on the golden rows within their
 * tolerance. Golden rows are run only when all before them holds. Errors: archive/invalid, archive/too-large.
 */
export async function verifyContent(
	{ archive, crypto }: { archive: Archive; crypto: Crypto },
	input: VerifyInput
): Promise<Verification> {
	const content = readContent(await archive.unpack(Uint8Array.from(input.bytes), maxPackageBytes));
	const { manifest, signature } = content;
	const checks: CheckResult[] = [];
	const note = (check: PackageCheck, detail: string | null) => checks.push({ check, ok: detail === null, detail });

	const trusted = input.trust.some(
		(key) => key.algorithm === signature.algorithm && key.publicKey === signature.publicKey
	);
	if (!trusted) note('signature', 'it is signed with a key that is not trusted here');
	else {
		const { algorithm, publicKey } = signature;
		const holds = await crypto.verify(
			algorithm,
			publicKey,
			Uint8Array.from(content.manifestBytes),
			signature.signature
		);
		note('signature', holds ? null : 'the signature does not fit the manifest');
	}
	note('hashes', await wrongFile(crypto, content));
	const installed = await input.installed(manifest.name);
	note('version', versionFault(installed, manifest.version, input.hash));
	note('expiry', manifest.expiresAt > input.now ? null : `it ended on ${new Date(manifest.expiresAt).toISOString()}`);
	if (checks.every((check) => check.ok)) {
		const distance = await input.goldenDistance(content);
		const { tolerance, rows } = manifest.golden;
		const holds = distance <= tolerance;
		note('golden', holds ? null : `of ${rows.length} rows an answer is off by ${distance}, allowed is ${tolerance}`);
	} else checks.push({ check: 'golden', ok: false, detail: 'not run, since an earlier check failed' });
	return { ok: checks.every((check) => check.ok), checks, content };
}

const codes: Readonly<Record<PackageCheck, ErrorCode>> = {
	signature: 'edge/signature-invalid',
	hashes: 'edge/hash-mismatch',
	version: 'edge/rollback',
	expiry: 'edge/expired',
	golden: 'edge/golden-mismatch'
};

/** The first check that failed, as an error. */
export function verificationError({ checks, content }: Verification): AppError | null {
	const failed = checks.find((check) => !check.ok);
	if (!failed) return null;
	const { name, version } = content.manifest;
	return new AppError(codes[failed.check], { name, version, reason: failed.detail ?? '' });
}

function versionFault(installed: Installed | null, version: number, hash: string): string | null {
	if (!installed || version > installed.version) return null;
	if (version === installed.version) return hash === installed.hash ? null : 'another package has this version already';
	return `version ${installed.version} is installed and ${version} is older`;
}

async function wrongFile(crypto: Crypto, { manifest, files }: PackageContent): Promise<string | null> {
	const own: readonly string[] = [packageFiles.manifest, packageFiles.signature];
	for (const name of files.keys())
		if (!own.includes(name) && !Object.hasOwn(manifest.files, name)) return `the manifest does not know ${name}`;
	for (const [name, expected] of Object.entries(manifest.files)) {
		const bytes = files.get(name);
		if (!bytes) return `${name} is missing`;
		if ((await crypto.sha256(Uint8Array.from(bytes))) !== expected) return `${name} is not what was signed`;
	}
	return Object.hasOwn(manifest.files, packageFiles.graph) ? null : `it holds no ${packageFiles.graph}`;
}
