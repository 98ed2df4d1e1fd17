import { clarify as clarifyEn } from './clarify/en';
import { clarify as clarifyJa } from './clarify/ja';
import { edge as edgeEn } from './edge/en';
import { edge as edgeJa } from './edge/ja';
import { feature as featureEn } from './feature/en';
import { feature as featureJa } from './feature/ja';
import { frame as frameEn } from './frame/en';
import { frame as frameJa } from './frame/ja';
import { model as modelEn } from './model/en';
import { model as modelJa } from './model/ja';
import { monitor as monitorEn } from './monitor/en';
import { monitor as monitorJa } from './monitor/ja';
import { pipeline as pipelineEn } from './pipeline/en';
import { pipeline as pipelineJa } from './pipeline/ja';
import { recipe as recipeEn } from './recipe/en';
import { recipe as recipeJa } from './recipe/ja';
import { table as tableEn } from './table/en';
import { table as tableJa } from './table/ja';
import { train as trainEn } from './train/en';
import { train as trainJa } from './train/ja';
import type { Translation } from './translation';

const en = {
	frame: frameEn,
	table: tableEn,
	recipe: recipeEn,
	feature: featureEn,
	clarify: clarifyEn,
	train: trainEn,
	model: modelEn,
	pipeline: pipelineEn,
	edge: edgeEn,
	monitor: monitorEn
};
export type Texts = Translation<typeof en>;

const ja: Texts = {
	frame: frameJa,
	table: tableJa,
	recipe: recipeJa,
	feature: featureJa,
	clarify: clarifyJa,
	train: trainJa,
	model: modelJa,
	pipeline: pipelineJa,
	edge: edgeJa,
	monitor: monitorJa
};

export const locales = ['en', 'ja'] as const;
export type Locale = (typeof locales)[number];
export const catalogues: Readonly<Record<Locale, Texts>> = { en, ja };
