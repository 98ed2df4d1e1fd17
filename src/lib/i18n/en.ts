import { clarify } from './clarify/en';
import { edge } from './edge/en';
import { errors, unknownError } from './errors/en';
import { feature } from './feature/en';
import { frame } from './frame/en';
import { model } from './model/en';
import { monitor } from './monitor/en';
import { pipeline } from './pipeline/en';
import { recipe } from './recipe/en';
import { table } from './table/en';
import { train } from './train/en';
import type { Translation } from './translation';

export const en = {
	frame,
	table,
	recipe,
	feature,
	clarify,
	train,
	model,
	pipeline,
	edge,
	monitor,
	errors,
	unknownError
};
export type Texts = Translation<typeof en>;
