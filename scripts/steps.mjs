import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';

/** Runs a command in the project's folder; resolves with its exit code. */
export function run(command, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: windows, ...options });
		child.on('error', reject);
		child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
	});
}

/** Runs a step that must succeed. */
export async function must(title, command, args, options) {
	console.log(`\n── ${title}`);
	const started = performance.now();
	const code = await run(command, args, options);
	if (code !== 0) throw new Error(`${title} failed: ${command} ${args.join(' ')} ended with ${code}`);
	console.log(`   ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** What a lock file says is installed, in a form that two lock files of the same packages share. */
function lockedPackages(file) {
	if (!existsSync(file)) return null;
	const { packages } = JSON.parse(readFileSync(file, 'utf8'));
	return Object.entries(packages).filter(([place, one]) => place !== '' && !one.optional && !one.peer);
}

/** Installs what package-lock.json names, unless node_modules holds just that already: npm keeps a list of what it installed. */
export async function installPackages() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19))
		throw new Error(`Temoto needs Node 20.19 or later; this is ${process.versions.node}.`);
	const installed = new Map(lockedPackages(path.join(root, 'node_modules', '.package-lock.json')) ?? []);
	const wanted = lockedPackages(path.join(root, 'package-lock.json')) ?? [];
	if (wanted.every(([place, { version }]) => installed.get(place)?.version === version)) return;
	await must('packages', 'npm', ['ci', '--no-audit', '--no-fund']);
}

const sources = [
	'src',
	'workers',
	'static',
	'scripts',
	'bin',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'vite.cli.config.ts'
];

/** A hash of everything a build depends on. */
export function sourceHash() {
	const hash = createHash('sha256');
	const add = (file) => {
		if (!existsSync(file)) return;
		const relative = path.relative(root, file);
		hash.update(`${relative}\0`).update(readFileSync(file)).update('\0');
	};
	const walk = (folder) => {
		for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
			const full = path.join(folder, entry.name);
			if (entry.isDirectory()) {
				if (!(entry.name === 'build' && folder.endsWith('kernels'))) walk(full);
			} else if (!entry.name.endsWith('.temoto')) add(full);
		}
	};
	for (const source of sources) {
		const full = path.join(root, source);
		if (source.includes('.')) add(full);
		else if (existsSync(full)) walk(full);
	}
	return hash.digest('hex');
}

/** `apt-get`, with what makes it work for who runs this; null where there is none or it may not be used. */
function aptGet() {
	const admin = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	const [first = 'apt-get', ...rest] = [...admin, 'apt-get'];
	return spawnSync(first, [...rest, '--version'], { stdio: 'ignore' }).status === 0 ? [first, rest] : null;
}

/** Installs packages of Debian. */
async function installByApt(title, [first, rest], packages) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await must('package lists', first, [...rest, 'update', '-qq'], { env });
	await must(title, first, [...rest, 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}

/** The path of a Chromium, by apt-get where there is none. */
export async function ensureChromium() {
	const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
	const found = candidates.find((candidate) => candidate && existsSync(candidate));
	if (found) return found;
	const apt = aptGet();
	if (!apt) throw new Error('The tests need a Chromium: install one and name it in the variable CHROMIUM.');
	await installByApt('Chromium', apt, ['chromium', 'fonts-noto-cjk']);
	return '/usr/bin/chromium';
}

/**
 * PostgreSQL and MariaDB for the tests of the gateway, by apt-get where they are missing. Of MariaDB only the programs come, so that no
 * server starts by itself. Without them those tests are skipped, and this says so.
 */
export async function ensureDatabases() {
	const missing = [
		...(existsSync('/usr/lib/postgresql') ? [] : ['postgresql']),
		...(existsSync('/usr/sbin/mariadbd') || existsSync('/usr/sbin/mysqld')
			? []
			: ['mariadb-server-core', 'mariadb-client-core'])
	];
	if (missing.length === 0) return;
	const apt = aptGet();
	if (apt) await installByApt('databases', apt, missing);
	else console.log(`── ${missing.join(', ')} not installed: the tests of the gateway against them do not run`);
}
