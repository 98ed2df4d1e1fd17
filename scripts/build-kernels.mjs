import { mkdir, stat } from 'node:fs/promises';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** Compiles the kernels to WebAssembly with SIMD; what is newer than its sources is left alone. */
const folder = fileURLToPath(new URL('../src/kernels/', import.meta.url));
const shared = ['--importMemory', '--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'];
const entries = [
	{ name: 'trees', source: 'trees', flags: [] },
	{ name: 'trees-shared', source: 'trees', flags: shared },
	{ name: 'nets', source: 'nets', flags: [] }
];

const modified = async (file) => (await stat(file).catch(() => null))?.mtimeMs ?? 0;
const sources = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
const times = await Promise.all(
	[...sources.map((name) => path.join(folder, name)), fileURLToPath(import.meta.url)].map(modified)
);
const newest = Math.max(...times);
await mkdir(path.join(folder, 'build'), { recursive: true });

for (const { name, source, flags } of entries) {
	const output = path.join(folder, 'build', `${name}.wasm`);
	if ((await modified(output)) > newest) continue;
	const { error, stderr } = await asc.main([
		path.join(folder, `${source}.ts`),
		'--outFile',
		output,
		'--optimizeLevel',
		'3',
		'--shrinkLevel',
		'0',
		'--converge',
		'--noAssert',
		'--runtime',
		'stub',
		'--enable',
		'simd',
		'--use',
		'abort=',
		...flags
	]);
	if (error) {
		console.error(stderr.toString());
		throw error;
	}
	console.error(`kernels: ${name}.wasm ${(await stat(output)).size} bytes`);
}
process.exitCode = 0;
