import { choiceField, columnsField, numberField } from '../../field';
import { deviationRule, medianRule, quantileRule, quartileRule, trimmedRule, type FenceRule } from './fence';

/** The parameters of operations that let a person choose the rule. */
export const fenceChoice = {
	columns: columnsField('number'),
	method: choiceField(['deviations', 'robust', 'quantile', 'quartiles', 'median'], 'quartiles'),
	deviations: numberField(3, { min: 0, when: { field: 'method', is: ['deviations', 'robust', 'median'] } }),
	lowerQuantile: numberField(0.05, { min: 0, max: 1, when: { field: 'method', is: ['quantile', 'robust'] } }),
	upperQuantile: numberField(0.95, { min: 0, max: 1, when: { field: 'method', is: ['quantile', 'robust'] } }),
	reach: numberField(1.5, { min: 0, when: { field: 'method', is: ['quartiles'] } })
};

interface Chosen {
	readonly method: 'deviations' | 'robust' | 'quantile' | 'quartiles' | 'median';
	readonly deviations: number;
	readonly lowerQuantile: number;
	readonly upperQuantile: number;
	readonly reach: number;
}

export function chosenRule({ method, deviations, lowerQuantile, upperQuantile, reach }: Chosen): FenceRule {
	switch (method) {
		case 'deviations':
			return deviationRule(deviations);
		case 'robust':
			return trimmedRule(lowerQuantile, upperQuantile, deviations);
		case 'quantile':
			return quantileRule(lowerQuantile, upperQuantile);
		case 'quartiles':
			return quartileRule(reach);
		case 'median':
			return medianRule(deviations);
	}
}
