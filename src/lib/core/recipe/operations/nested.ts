import { buildList } from './nested/build-list';
import { buildStruct } from './nested/build-struct';
import { explodeList } from './nested/explode-list';
import { explodeTogether } from './nested/explode-together';
import { flattenStruct } from './nested/flatten-struct';
import { joinList } from './nested/join-list';
import { jsonKeys } from './nested/json-keys';
import { jsonList } from './nested/json-list';
import { jsonValue } from './nested/json-value';
import { listAddElement } from './nested/list-add-element';
import { listConcatenate } from './nested/list-concatenate';
import { listContains } from './nested/list-contains';
import { listConvert } from './nested/list-convert';
import { listCountElement } from './nested/list-count-element';
import { listDeviation } from './nested/list-deviation';
import { listDifference } from './nested/list-difference';
import { listDistinct } from './nested/list-distinct';
import { listDistinctCount } from './nested/list-distinct-count';
import { listDropMissing } from './nested/list-drop-missing';
import { listElementAt } from './nested/list-element-at';
import { listFillMissing } from './nested/list-fill-missing';
import { listFilter } from './nested/list-filter';
import { listFirst } from './nested/list-first';
import { listFlatten } from './nested/list-flatten';
import { listHasAll } from './nested/list-has-all';
import { listHasAny } from './nested/list-has-any';
import { listIntersection } from './nested/list-intersection';
import { listLast } from './nested/list-last';
import { listLength } from './nested/list-length';
import { listMaximum } from './nested/list-maximum';
import { listMean } from './nested/list-mean';
import { listMedian } from './nested/list-median';
import { listMinimum } from './nested/list-minimum';
import { listMode } from './nested/list-mode';
import { listOverlap } from './nested/list-overlap';
import { listPosition } from './nested/list-position';
import { listProduct } from './nested/list-product';
import { listQuantile } from './nested/list-quantile';
import { listRange } from './nested/list-range';
import { listRemoveElement } from './nested/list-remove-element';
import { listReverse } from './nested/list-reverse';
import { listSlice } from './nested/list-slice';
import { listSort } from './nested/list-sort';
import { listSum } from './nested/list-sum';
import { listToColumns } from './nested/list-to-columns';
import { listUnion } from './nested/list-union';
import { listZip } from './nested/list-zip';
import { toJson } from './nested/to-json';
import { unnestJson } from './nested/unnest-json';

export const nestedOperations = [
	explodeList,
	explodeTogether,
	listToColumns,
	flattenStruct,
	unnestJson,
	jsonValue,
	jsonList,
	jsonKeys,
	toJson,
	buildList,
	buildStruct,
	listZip,
	listLength,
	listDistinctCount,
	listElementAt,
	listFirst,
	listLast,
	listSlice,
	listContains,
	listPosition,
	listCountElement,
	listSum,
	listMean,
	listMedian,
	listDeviation,
	listMinimum,
	listMaximum,
	listRange,
	listProduct,
	listQuantile,
	listMode,
	listDistinct,
	listSort,
	listReverse,
	listFilter,
	listDropMissing,
	listFillMissing,
	listAddElement,
	listRemoveElement,
	listConvert,
	listFlatten,
	joinList,
	listConcatenate,
	listUnion,
	listIntersection,
	listDifference,
	listOverlap,
	listHasAny,
	listHasAll
] as const;
