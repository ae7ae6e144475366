import type { CourseData, Drawn } from "./kinds";
import { INK, LINE, MUTED, TOOLTIP } from "./kinds";

/** A line of values within the band of their intervals. */
export function courseOf(data: CourseData): Drawn {
  const pairs = (values: number[]): [string, number][] => values.map((value, place) => [data.days[place] ?? "", value]);
  const lowest = Math.min(...data.low);
  const highest = Math.max(...data.high);
  const space = Math.max(0.5, (highest - lowest) * 0.15);
  const band = { type: "line", symbol: "none", lineStyle: { width: 1, color: "#9db8d2", type: "dashed" }, silent: true };
  return {
    option: {
      grid: { left: 44, right: 16, top: 30, bottom: 28 },
      tooltip: {
        ...TOOLTIP,
        trigger: "axis",
        formatter: (points: unknown) => {
          const [first] = points as { dataIndex: number }[];
          const at = first?.dataIndex ?? 0;
          const ends = `${data.low[at]?.toFixed(2)}–${data.high[at]?.toFixed(2)}`;
          return `${data.days[at]}\n${data.words.value} ${data.value[at]?.toFixed(2)}\n${data.words.between} ${ends}`;
        },
      },
      legend: { top: 0, left: 0, data: [data.words.value, data.words.between], textStyle: { color: MUTED }, selectedMode: false },
      xAxis: { type: "time", axisLine: { lineStyle: { color: LINE } }, axisLabel: { color: MUTED, hideOverlap: true } },
      yAxis: {
        type: "value",
        min: Math.floor(Math.max(0, lowest - space)),
        max: Math.ceil(highest + space),
        splitLine: { lineStyle: { color: LINE } },
        axisLabel: { color: MUTED },
      },
      series: [
        { ...band, name: data.words.between, data: pairs(data.low), stack: "band", stackStrategy: "all" },
        {
          ...band,
          name: "band",
          data: pairs(data.high.map((high, place) => high - (data.low[place] ?? 0))),
          stack: "band",
          stackStrategy: "all",
          areaStyle: { color: "#e6eff8" },
        },
        {
          name: data.words.value,
          type: "line",
          data: pairs(data.value),
          symbol: "circle",
          symbolSize: 7,
          itemStyle: { color: INK },
          lineStyle: { color: INK, width: 2 },
          endLabel: { show: true, formatter: (point: { value: number[] }) => (point.value[1] ?? 0).toFixed(1), color: INK },
          labelLayout: { moveOverlap: "shiftY" },
        },
      ],
    },
    addressOf: (event) => (event.seriesIndex === 2 ? data.urls[event.dataIndex] : undefined),
  };
}
