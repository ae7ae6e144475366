import type { EChartsCoreOption } from "echarts/core";

/** What the server writes beside a chart. */
export interface CourseData {
  kind: "course";
  days: string[];
  value: number[];
  low: number[];
  high: number[];
  urls: string[];
  words: { value: string; between: string };
}

export interface FlowData {
  kind: "flow";
  weeks: string[];
  series: { name: string; state: string; counts: number[]; urls: string[] }[];
}

export interface TreeNode {
  name: string;
  value: number;
  rate: string;
  tone: string;
  url: string;
  children?: TreeNode[];
}

export interface TreeData {
  kind: "tree";
  nodes: TreeNode[];
  words: { points: string; none: string };
}

export type ChartData = CourseData | FlowData | TreeData;

export interface Touched {
  seriesIndex: number;
  dataIndex: number;
  data?: { url?: string };
}

export interface Drawn {
  option: EChartsCoreOption;
  addressOf: (event: Touched) => string | undefined;
}

export const INK = "#2c323b";
export const MUTED = "#59626e";
export const LINE = "#e3e5e9";

/** Fillings of the three tones and of what nobody looked at: light, so that dark letters stand on them. */
export const FILLS: Record<string, string> = { done: "#cfe8d9", warn: "#fbe3b4", alarm: "#f3c6d5", muted: "#e3e5e9" };

/** Drawn on the canvas: the content policy forbids styles inside HTML. */
export const TOOLTIP = { renderMode: "richText", confine: true, textStyle: { color: INK, fontSize: 13 } } as const;
