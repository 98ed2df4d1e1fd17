/**
 * Makes the sample project: the tables from their seed, then the pipeline walked by the built command line, as anyone would run
 * it. Nothing in the file comes from anywhere else.
 *
 *     node scripts/sample/build.mjs OUT.temoto
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = process.argv[2];
if (!out) throw new Error('usage: node scripts/sample/build.mjs OUT.temoto');

function run(...args) {
	const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
	if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
}

const folder = mkdtempSync(path.join(tmpdir(), 'temoto-sample-'));
try {
	run('scripts/sample/generate.mjs', '--out', folder);
	for (const file of ['pipeline.json', 'recipe.json'])
		copyFileSync(path.join(root, 'static', 'samples', 'playlist', file), path.join(folder, file));
	const project = path.join(folder, 'playlist.temoto');
	run('bin/temoto.js', 'run', path.join(folder, 'pipeline.json'), '--project', project, '--json');
	copyFileSync(project, out);
	console.log(`   ${path.basename(out)}: ${(statSync(out).size / 1e6).toFixed(1)} MB`);
} finally {
	rmSync(folder, { recursive: true });
}
