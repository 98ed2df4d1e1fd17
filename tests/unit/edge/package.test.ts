import { describe, expect, it } from 'vitest';
import { goldenRows } from '$lib/core/edge/golden';
import { manifestBytes, ManifestSchema, packageFiles } from '$lib/core/edge/package';
import type { Manifest } from '$lib/core/edge/package';
import { verificationError } from '$lib/core/edge/verify';
import type { Installed } from '$lib/core/edge/verify';
import { modelToOnnx } from '$lib/core/model/onnx';
import type { Model } from '$lib/core/model/model';
import type { KeyPair } from '$lib/core/ports';
import { seededRandom } from '$lib/core/random';
import { cellAt } from '$lib/core/table/columns';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { zipArchive } from '$lib/engines/zip/archive';
import { makePackage, verifyPackage } from '$lib/workbench/edge';
import * as v from 'valibot';
import { smallModel } from './small-model';

let now = Date.UTC(2026, 10, 23);
const ports = {
	crypto: webCrypto,
	archive: zipArchive,
	predictor: createPredictor(),
	clock: { now: () => now, elapsed: () => 0 }
};
const opened = (model: Model) => ({ model, onnx: modelToOnnx(model) });
const day = 86_400_000;

async function signed(key: KeyPair, version = 2): Promise<Uint8Array> {
	const options = { name: 'dances', version, key, expiresAt: now + day, lineage: { model: 'abc' }, baselines: {} };
	return makePackage(ports, opened(smallModel), options);
}

/** The package with some files replaced; with `key` the manifest is changed and signed again. */
async function changed(
	bytes: Uint8Array,
	files: Record<string, Uint8Array | null>,
	resign?: { key: KeyPair; manifest: (manifest: Manifest) => Manifest }
): Promise<Uint8Array> {
	const entries = await zipArchive.unpack(Uint8Array.from(bytes), 1e8);
	for (const [name, content] of Object.entries(files)) {
		if (content) entries.set(name, content);
		else entries.delete(name);
	}
	if (resign) {
		const text = new TextDecoder().decode(entries.get(packageFiles.manifest));
		const manifest = manifestBytes(resign.manifest(v.parse(ManifestSchema, JSON.parse(text))));
		const { algorithm, publicKey } = resign.key;
		const signature = await webCrypto.sign(resign.key, manifest.slice());
		entries.set(packageFiles.manifest, manifest);
		entries.set(packageFiles.signature, new TextEncoder().encode(JSON.stringify({ algorithm, publicKey, signature })));
	}
	return zipArchive.pack(entries);
}

async function failed(bytes: Uint8Array, key: KeyPair, installed: Installed | null = null): Promise<string[]> {
	const verification = await verifyPackage(ports, bytes, [key], () => Promise.resolve(installed));
	expect(verification.ok).toBe(verificationError(verification) === null);
	return verification.checks.filter(({ ok, check }) => !ok && check !== 'golden').map(({ check }) => check);
}

describe('a package', () => {
	it('holds when nothing was changed', async () => {
		const key = await webCrypto.generateKey(false);
		const verification = await verifyPackage(ports, await signed(key), [key]);
		expect(verification.checks.map(({ check, ok }) => [check, ok])).toEqual([
			['signature', true],
			['hashes', true],
			['version', true],
			['expiry', true],
			['golden', true]
		]);
		expect(verification.content.manifest).toMatchObject({ name: 'dances', version: 2, lineage: { model: 'abc' } });
	});

	it('is refused under another key, without one, and when any file was touched', async () => {
		const [key, other] = [await webCrypto.generateKey(false), await webCrypto.generateKey(false)];
		const bytes = await signed(key);
		expect(await failed(bytes, other)).toEqual(['signature']);
		const graph = modelToOnnx({ ...smallModel, classes: ['yes', 'no'] });
		expect(await failed(await changed(bytes, { [packageFiles.graph]: graph }), key)).toEqual(['hashes']);
		expect(await failed(await changed(bytes, { [packageFiles.model]: null }), key)).toEqual(['hashes']);
		expect(await failed(await changed(bytes, { 'extra.js': Uint8Array.of(1) }), key)).toEqual(['hashes']);
		const entries = await zipArchive.unpack(Uint8Array.from(bytes), 1e8);
		const text = new TextDecoder().decode(entries.get(packageFiles.manifest)).replace('"version":2', '"version":3');
		const touched = await changed(bytes, { [packageFiles.manifest]: new TextEncoder().encode(text) });
		expect(await failed(touched, key)).toEqual(['signature']);
		await expect(verifyPackage(ports, Uint8Array.of(1, 2, 3), [key])).rejects.toMatchObject({
			code: 'archive/invalid'
		});
		const none = await changed(bytes, { [packageFiles.signature]: null });
		await expect(verifyPackage(ports, none, [key])).rejects.toMatchObject({ code: 'archive/invalid' });
	});

	it('never goes back a version, and the same version is the same bytes', async () => {
		const key = await webCrypto.generateKey(false);
		const bytes = await signed(key);
		const hash = await webCrypto.sha256(bytes.slice());
		expect(await failed(bytes, key, { version: 1, hash: 'x' })).toEqual([]);
		expect(await failed(bytes, key, { version: 2, hash })).toEqual([]);
		expect(await failed(bytes, key, { version: 2, hash: 'x' })).toEqual(['version']);
		expect(await failed(bytes, key, { version: 3, hash: 'x' })).toEqual(['version']);
	});

	it('ends on its day', async () => {
		const key = await webCrypto.generateKey(false);
		const bytes = await signed(key);
		now += day;
		expect(await failed(bytes, key)).toEqual(['expiry']);
		now -= day;
	});

	it('must answer its golden rows', async () => {
		const key = await webCrypto.generateKey(false);
		const lies = await changed(
			await signed(key),
			{},
			{
				key,
				manifest: (manifest) => ({
					...manifest,
					golden: {
						...manifest.golden,
						answers: manifest.golden.answers.map(([no = 0, yes = 0], row) =>
							row === 5 ? [no + 2e-4, yes - 2e-4] : [no, yes]
						)
					}
				})
			}
		);
		const verification = await verifyPackage(ports, lies, [key]);
		expect(verification.checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(['golden']);
		expect(verificationError(verification)).toMatchObject({ code: 'edge/golden-mismatch' });
	});

	it('is never made with a graph that answers otherwise than the model', async () => {
		const key = await webCrypto.generateKey(false);
		if (smallModel.estimator.type !== 'trees') throw new Error('trees were meant');
		const other: Model = { ...smallModel, estimator: { ...smallModel.estimator, base: [0.2] } };
		const mixed = { model: smallModel, onnx: modelToOnnx(other) };
		const options = { name: 'x', version: 1, key, expiresAt: now + day, lineage: {}, baselines: {} };
		await expect(makePackage(ports, mixed, options)).rejects.toMatchObject({ code: 'edge/golden-mismatch' });
	});
});

describe('golden rows', () => {
	it('try both sides of a threshold, every category, one never seen, and missing values', () => {
		const rows = goldenRows(smallModel, 400, seededRandom(1));
		const [tempo, genre] = rows.columns;
		if (!tempo || !genre) throw new Error('a column is missing');
		const cells = ({ vector }: typeof tempo) => Array.from({ length: 400 }, (_, row) => cellAt(vector, row));
		const tempos = cells(tempo);
		expect(tempos.some((x) => typeof x === 'number' && x > 110.5 && x < 111)).toBe(true);
		expect(tempos.some((x) => typeof x === 'number' && x < 110.5 && x > 110)).toBe(true);
		expect(tempos).toContain(110.5);
		expect(tempos).toContain(null);
		expect(new Set(cells(genre))).toEqual(new Set(['pop', 'enka', '', 'a value that was not there', null]));
	});
});
