import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../peers/trees.py', import.meta.url));

const PeerSchema = v.object({ name: v.string(), seconds: v.nullable(v.number()), loss: v.nullable(v.number()) });
export type Peer = v.InferOutput<typeof PeerSchema>;

const absent: readonly Peer[] = ['scikit-learn', 'XGBoost'].map((name) => ({ name, seconds: null, loss: null }));

/** A Python that has these libraries; null where there is none. */
async function pythonWith(modules: string): Promise<string | null> {
	for (const python of ['python3', '/usr/bin/python3'])
		if (
			await run(python, ['-c', `import ${modules}`]).then(
				() => true,
				() => false
			)
		)
			return python;
	return null;
}

/** What other libraries need for the rows in a file; seconds are null where a library is not installed. */
export async function timePeers(
	file: string,
	{ train, test, width, threads, repeats }: Readonly<Record<'train' | 'test' | 'width' | 'threads' | 'repeats', number>>
): Promise<readonly Peer[]> {
	const python =
		(await pythonWith('sklearn, xgboost')) ?? (await pythonWith('sklearn')) ?? (await pythonWith('xgboost'));
	if (python === null) return absent;
	const sizes = [train, test, width, threads, repeats].map(String);
	const { stdout } = await run(python, [script, file, ...sizes]);
	return stdout
		.trim()
		.split('\n')
		.map((line) => v.parse(PeerSchema, JSON.parse(line)));
}
