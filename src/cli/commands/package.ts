import { chmod } from 'node:fs/promises';
import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import type { TrustedKey } from '$lib/core/edge/package';
import { parsePrivateKey, parsePublicKey, privateKeyText, publicKeyText } from '$lib/core/edge/key-file';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import type { Workspace } from '$lib/core/ports';
import { makePackage, packageBaselines, verifyPackage } from '$lib/workbench/edge';
import type { CliContext } from '../context';
import { inFile, readBytes, readJson, writeBytes } from '../files';
import { readModelFile } from '../models';
import { parseDuration, parseInteger, readOptionsOf, repeated, withTableOptions, type TableFlags } from '../options';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';

interface KeygenFlags {
	readonly output: string;
	readonly public?: string;
	readonly json?: boolean;
}
interface PackageFlags extends TableFlags {
	readonly key: string;
	readonly version: string;
	readonly name?: string;
	readonly baseline?: string;
	readonly expires: string;
	readonly output: string;
	readonly json?: boolean;
}
interface VerifyFlags {
	readonly trust: readonly string[];
	readonly json?: boolean;
}

export function registerPackage(program: Command, context: CliContext): void {
	program
		.command('keygen')
		.description('make a key that signs packages')
		.requiredOption('-o, --output <file>', 'the private key, readable by you only')
		.option('--public <file>', 'the public key, for devices that shall trust it')
		.option('--json', 'print one JSON document')
		.action((flags: KeygenFlags) => keygen(flags, context));
	withTableOptions(program.command('package').description('sign a model into a package that devices load'))
		.argument('<model>', 'a .temoto-model')
		.requiredOption('--key <file>', 'the key to sign with, from temoto keygen')
		.requiredOption('--version <n>', 'a whole number that only grows for a name')
		.option('--name <text>', 'what the package is called (the model)')
		.option('--baseline <table>', 'the data the model was trained on, so that drift can be measured')
		.option('--expires <time>', 'how long devices may use it: 90d, 52w', '365d')
		.requiredOption('-o, --output <file>', 'the .temoto-package')
		.option('--json', 'print one JSON document')
		.action((model: string, flags: PackageFlags) => pack(model, flags, context));
	program
		.command('verify')
		.description('check a package as a device does before it loads it')
		.argument('<package>', 'a .temoto-package')
		.requiredOption('--trust <file>', 'a public key that may have signed it (repeats)', repeated)
		.option('--json', 'print one JSON document')
		.action((file: string, flags: VerifyFlags) => verify(file, flags, context));
}

async function keygen(flags: KeygenFlags, context: CliContext): Promise<void> {
	const key = await webCrypto.generateKey(true);
	await writeBytes(flags.output, privateKeyText(key));
	await chmod(flags.output, 0o600);
	if (flags.public !== undefined) await writeBytes(flags.public, publicKeyText(key));
	const { algorithm, publicKey } = key;
	if (flags.json) context.json({ algorithm, publicKey });
	else context.line(`${algorithm} ${publicKey}`);
}

async function pack(file: string, flags: PackageFlags, context: CliContext): Promise<void> {
	const version = parseInteger('version', flags.version, 1);
	const expires = parseDuration('expires', flags.expires);
	const { algorithm, publicKey, privateKey } = await readKey(flags.key, parsePrivateKey);
	const key = await webCrypto.importKey(algorithm, publicKey, privateKey).catch((error: unknown) => {
		throw new AppError(
			'edge/key-invalid',
			{ file: flags.key, reason: 'its private part cannot be read' },
			{ cause: error }
		);
	});
	await inWorkspace(async (workspace) => {
		const opened = await readModelFile(workspace, file);
		const baselines =
			flags.baseline === undefined
				? {}
				: await packageBaselines(
						workspace,
						opened.device,
						(await readTable(workspace, flags.baseline, readOptionsOf(flags), 'baseline')).relation
					);
		const name = flags.name ?? opened.manifest.name;
		const expiresAt = workspace.clock.now() + expires;
		const bytes = await makePackage(workspace, opened.device, {
			name,
			version,
			key,
			expiresAt,
			lineage: {},
			baselines,
			attribution: opened.attribution
		});
		const hash = await workspace.crypto.sha256(bytes.slice());
		const size = bytes.length;
		await writeBytes(flags.output, bytes);
		const expiry = new Date(expiresAt).toISOString();
		if (flags.json)
			context.json({ name, version, hash, bytes: size, expiresAt: expiry, baselines: Object.keys(baselines) });
		else context.line(`${flags.output}: ${name} ${version}, ${size} bytes, good until ${expiry}`);
	});
}

async function verify(file: string, flags: VerifyFlags, context: CliContext): Promise<void> {
	const trust = await Promise.all(flags.trust.map((place) => readKey(place, parsePublicKey)));
	await inWorkspace(async (workspace) => {
		const bytes = await readBytes(file);
		const { ok, about, checks } = await verifyBytes(workspace, file, bytes, trust);
		if (!ok) context.exitCode = 1;
		if (flags.json) {
			context.json({ ok, ...about, checks });
			return;
		}
		context.line(`${about.name ?? file} ${about.version ?? ''}: ${ok ? 'every check holds' : 'do not load it'}`);
		for (const { check, ok: holds, detail } of checks)
			context.line(`  ${holds ? 'holds' : 'FAILS'}  ${check}${detail === null ? '' : `: ${detail}`}`);
	});
}

async function readKey<T>(place: string, parse: (value: unknown) => T): Promise<T> {
	const value = await readJson(place);
	return inFile(place, () => parse(value));
}

const zipMark = 'PK\u0003\u0004';

/** The checks of a package; one that is too damaged to be opened fails them, while a file that is none is bad input. */
async function verifyBytes(workspace: Workspace, file: string, bytes: Uint8Array, trust: readonly TrustedKey[]) {
	try {
		const { ok, checks, content } = await verifyPackage(workspace, bytes, trust);
		const { name, version, expiresAt, files } = content.manifest;
		return { ok, about: { name, version, expiresAt: new Date(expiresAt).toISOString(), files, reason: null }, checks };
	} catch (error) {
		const isPackage = new TextDecoder('latin1').decode(bytes.subarray(0, zipMark.length)) === zipMark;
		if (!(error instanceof AppError) || !error.code.startsWith('archive/')) throw error;
		if (!isPackage) throw new AppError(error.code, { ...error.details, file }, { cause: error });
		const detail = `it cannot be opened: ${error.details['reason'] ?? 'it unpacks to too many bytes'}`;
		const reason = 'the package cannot be opened';
		const about = { name: null, version: null, expiresAt: null, files: {}, reason };
		return { ok: false, about, checks: [{ check: 'archive', ok: false, detail }] };
	}
}
