import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must, root, sourceHash } from './steps.mjs';

const build = path.join(root, 'build');
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
const node = process.execPath;

function filesUnder(folder) {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));
}

/** What offline use needs beside the shell: workers, their chunks, WebAssembly and the sample, with sizes to say how far it is. */
function listEngines() {
	const wanted = (file) =>
		file.includes('/immutable/workers/') ||
		file.endsWith('.wasm') ||
		file.endsWith('.mjs') ||
		file.startsWith('/samples/');
	const files = filesUnder(build)
		.map((file) => ({
			url: `/${path.relative(build, file).split(path.sep).join('/')}`,
			sizeBytes: statSync(file).size
		}))
		.filter(({ url }) => wanted(url))
		.sort((a, b) => (a.url < b.url ? -1 : 1));
	writeFileSync(path.join(build, 'engines.json'), JSON.stringify({ schemaVersion: 1, files }));
	const total = files.reduce((sum, file) => sum + file.sizeBytes, 0);
	console.log(`   engines.json: ${files.length} files, ${(total / 1e6).toFixed(1)} MB`);
}

const hash = sourceHash();
// tsconfig.json extends what this writes, and the command line is built before Kit runs
await must('generated types', node, [path.join(root, 'node_modules', '@sveltejs', 'kit', 'svelte-kit.js'), 'sync']);
await must('kernels', node, ['scripts/build-kernels.mjs']);
await must('command line', node, [vite, 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn']);
await must('page', node, [vite, 'build', '--logLevel', 'warn']);
const sample = path.join(root, 'scripts', 'sample', 'build.mjs');
if (existsSync(sample)) {
	const out = path.join(build, 'samples');
	rmSync(out, { recursive: true, force: true });
	mkdirSync(out, { recursive: true });
	await must('sample project', node, [sample, path.join(out, 'playlist.temoto')]);
}
listEngines();
writeFileSync(path.join(build, '.sources'), hash);
