import type { Mitigation } from '../mitigation-trial';

export const mitigationNames: Readonly<Record<Mitigation, string>> = {
	reweigh: 'Weigh the rows',
	oversample: 'Repeat rows',
	undersample: 'Drop rows',
	smote: 'Make rows (SMOTE)',
	massage: 'Change labels (massaging)',
	correlation: 'Remove correlation',
	threshold: 'A threshold for each group'
};
