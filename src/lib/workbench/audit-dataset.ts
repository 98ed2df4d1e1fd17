import { readLimits } from './bias-limits';
import { findBias, reportDraws, type BiasQuestion } from './bias-findings';
import type { AuditReport } from '$lib/core/clarify/report';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { datasetMeta } from '$lib/core/table/dataset';
import { version } from '$lib/core/version';
import { auditTable, type AuditInput } from './audit-report';
import { findModelErrors } from './error-analysis';
import { openModel } from './model';
import { openTable } from './table';

/** Audits a dataset of the project with what was measured of it before and, where there is one, a model of it: on the rows it had not seen where those were kept. Errors: as findBias. */
export async function auditDataset(
	workspace: Workspace,
	question: BiasQuestion,
	measured: Pick<NonNullable<AuditInput['known']>, 'mitigations' | 'changes'>,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<AuditReport> {
	const { dataset, model, run, label, positive, facet, group } = question;
	const { before, after, isHeldOut } = await findBias(workspace, question, signal, onProgress);
	const relation = await openTable(workspace, dataset, signal);
	const opened = model ? await openModel(workspace, model) : null;
	const errors =
		model && after
			? (await findModelErrors(workspace, { model, run, dataset, label }, {}, signal, onProgress)).found
			: null;
	const { rows, schema } = datasetMeta(dataset);
	const spec = {
		...{ label, positive, facets: [facet], group },
		...{ dropMissingFacet: false, intervals: reportDraws, seed: 0 }
	};
	return auditTable(
		workspace,
		{
			dataset: { name: dataset.name, rows, columns: schema.length, hash: dataset.blobs['table'] ?? null },
			relation,
			spec,
			judged: after && { relation, predicted: label, from: isHeldOut ? 'held-out' : 'model', rows: after.rows },
			model: model && opened ? { name: model.name, hash: model.blobs['archive'] ?? null, opened } : null,
			background: { relation, name: dataset.name },
			limits: await readLimits(workspace),
			versions: { temoto: version },
			known: { ...measured, before, after, errors }
		},
		signal,
		onProgress
	);
}
