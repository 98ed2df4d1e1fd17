import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createExplainer } from '$lib/core/clarify/explainer';
import type { Workspace } from '$lib/core/ports';
import { openNodeEngine } from '$lib/engines/duckdb-node/engine';
import { createPredictor } from '$lib/engines/onnx/predictor';

export type ClarifyWorkspace = Pick<Workspace, 'sql' | 'explainer'>;

/** Native DuckDB and the explainer in place: what clarify and monitor need of a workspace. */
export async function nodeWorkspace(): Promise<{
	workspace: ClarifyWorkspace;
	load: (name: string, csv: string) => Promise<void>;
}> {
	const folder = await mkdtemp(path.join(tmpdir(), 'temoto-clarify-'));
	const sql = await openNodeEngine(folder);
	return {
		workspace: {
			sql,
			explainer: createExplainer(
				() => Promise.resolve(false),
				createPredictor(),
				() => performance.now()
			)
		},
		load: async (name, csv) => {
			const file = path.join(folder, `${name}.csv`);
			await writeFile(file, csv);
			await sql.importTable(name, { name: `${name}.csv`, path: file }, {});
		}
	};
}
