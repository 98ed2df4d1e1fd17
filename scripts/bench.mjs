import { readdirSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import path from 'node:path';
import { createServer } from 'vite';
import { root } from './steps.mjs';

const only = process.argv.slice(2);
const server = await createServer({
	configFile: path.join(root, 'vite.cli.config.ts'),
	root,
	logLevel: 'error',
	server: { middlewareMode: true, hmr: false, watch: null },
	optimizeDeps: { noDiscovery: true }
});
let failed = false;
const [cpu] = cpus();
console.log(
	`${cpu?.model ?? arch()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()}, Node ${process.versions.node}`
);
try {
	const files = readdirSync(path.join(root, 'tests', 'bench')).filter((file) => file.endsWith('.ts'));
	for (const file of files.filter((name) => only.length === 0 || only.some((part) => name.includes(part)))) {
		const bench = await server.ssrLoadModule(`/tests/bench/${file}`);
		console.log(`\n${bench.name}`);
		const lacking = bench.lacking?.();
		if (lacking) {
			failed = true;
			console.error(`${file}: ${lacking}`);
			continue;
		}
		try {
			const { rows } = await bench.run();
			console.table(
				rows.map(({ what, ours, peer, peerName, ratio, aim }) => ({
					what,
					ours: typeof ours === 'number' ? Number(ours.toFixed(1)) : ours,
					peer: typeof peer === 'number' ? Number(peer.toFixed(1)) : (peer ?? 'not measured'),
					against: peerName,
					'peer / ours': typeof ratio === 'number' ? Number(ratio.toPrecision(3)) : ratio,
					...(aim !== undefined && { 'aim, at most': aim, met: ours <= aim ? 'met' : 'not met' })
				}))
			);
		} catch (error) {
			failed = true;
			console.error(`${file} failed:`, error);
		}
	}
} finally {
	await server.close();
}
process.exit(failed ? 1 : 0);
