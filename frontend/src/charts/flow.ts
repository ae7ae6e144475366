import type { Drawn, FlowData } from "./kinds";
import { LINE, MUTED, TOOLTIP } from "./kinds";

/** As the badges of states: what is done is calm, what waits is stronger. */
const COLOURS: Record<string, string> = {
  registered: "#8a94a0",
  dispatched: "#5a93c9",
  disputed: "#b0124a",
  accepted: "#2f9aac",
  held: "#c99a3c",
  submitted: "#8f74cf",
  corrected: "#b49be0",
  closed: "#8cc3a2",
  refused: "#c6cbd2",
  merged: "#d6dade",
  split: "#e3e5e9",
};

/** Columns of weeks, stacked by the state in which the cases are now. */
export function flowOf(data: FlowData, width: number): Drawn {
  const isNarrow = width < 480;
  return {
    option: {
      grid: { left: 48, right: 12, top: isNarrow ? 84 : 56, bottom: 28 },
      tooltip: { ...TOOLTIP, trigger: "axis", axisPointer: { type: "shadow" } },
      legend: { top: 0, left: 0, itemGap: 10, textStyle: { color: MUTED } },
      xAxis: { type: "category", data: data.weeks, axisLine: { lineStyle: { color: LINE } }, axisLabel: { color: MUTED } },
      yAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: LINE } }, axisLabel: { color: MUTED } },
      series: data.series.map((one) => ({
        name: one.name,
        type: "bar",
        stack: "cases",
        data: one.counts,
        barMaxWidth: 44,
        itemStyle: { color: COLOURS[one.state] ?? "#8a94a0" },
      })),
    },
    addressOf: (event) => data.series[event.seriesIndex]?.urls[event.dataIndex],
  };
}
