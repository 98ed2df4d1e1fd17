import { checkpointsOf } from '../clarify/checkpoint';
import type { StructureFinder } from '../ports';
import { findAnomalies } from './anomalies';
import { findComponents } from './components';
import { findGroups } from './groups';

/** Learning without a target. `pause` is called often, lets messages in and says when it did. */
export function createStructureFinder(pause: () => Promise<boolean>): StructureFinder {
	const checkpoint = checkpointsOf(pause);
	return {
		findGroups: (job, signal, onProgress) => findGroups(job, checkpoint('groups', signal, onProgress)),
		findComponents: (job, signal, onProgress) => findComponents(job, checkpoint('components', signal, onProgress)),
		findAnomalies: (job, signal, onProgress) => findAnomalies(job, checkpoint('anomalies', signal, onProgress))
	};
}
