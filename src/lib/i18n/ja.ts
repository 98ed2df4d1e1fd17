import { clarify } from './clarify/ja';
import { edge } from './edge/ja';
import type { Texts } from './en';
import { errors, unknownError } from './errors/ja';
import { feature } from './feature/ja';
import { frame } from './frame/ja';
import { model } from './model/ja';
import { monitor } from './monitor/ja';
import { pipeline } from './pipeline/ja';
import { recipe } from './recipe/ja';
import { table } from './table/ja';
import { train } from './train/ja';

export const ja: Texts = {
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
