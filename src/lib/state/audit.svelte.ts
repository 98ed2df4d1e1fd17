import { isAbort } from '$lib/core/errors';
import type { AuditReport } from '$lib/core/clarify/report';
import { auditDataset } from '$lib/workbench/audit-dataset';
import type { FairnessSubject } from './fairness-subject.svelte';
import { mitigationsOf } from './mitigations.svelte';
import { whatIfFinderOf } from './what-if-finder.svelte';

/** The report of the subject, made when it is asked for. What the views measured of it goes in as it is. */
export class AuditState {
	readonly #subject: FairnessSubject;
	error = $state.raw<unknown>(null);
	isMaking = $state(false);

	constructor(subject: FairnessSubject) {
		this.#subject = subject;
	}

	readonly canMake = $derived.by(() => this.#subject.question !== null && !this.isMaking);

	/** Null when it failed or was given up. */
	async make(title: string): Promise<AuditReport | null> {
		const { dataset, model, run, label, positiveSelection: positive, session } = this.#subject;
		if (!dataset || !positive || !this.canMake) return null;
		const group = this.#subject.group === '' ? null : this.#subject.group;
		const question = { dataset, model, run, label, positive, facet: this.#subject.selector(), group, isKept: false };
		const measured = {
			mitigations: mitigationsOf(this.#subject).tried,
			changes: model ? whatIfFinderOf(this.#subject).changes : null
		};
		this.error = null;
		this.isMaking = true;
		try {
			return await session.tasks.run(title, (signal, onProgress) =>
				auditDataset(session.workspace, question, measured, signal, onProgress)
			);
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return null;
		} finally {
			this.isMaking = false;
		}
	}
}
