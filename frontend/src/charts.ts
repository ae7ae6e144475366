// Charts of pages that ask for them: a module of its own, with the parts of ECharts that it uses and no more.
import { BarChart, LineChart, TreemapChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import type { EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

import { courseOf } from "./charts/course";
import { flowOf } from "./charts/flow";
import type { ChartData, Drawn } from "./charts/kinds";
import { treeOf } from "./charts/tree";

use([BarChart, LineChart, TreemapChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

function drawn(data: ChartData, width: number): Drawn {
  if (data.kind === "course") return courseOf(data);
  if (data.kind === "flow") return flowOf(data, width);
  return treeOf(data);
}

/** Draws one chart; a click opens the rows behind what was touched, as the links of the table beneath do. */
function show(canvas: HTMLElement): EChartsType | null {
  const source = document.getElementById(canvas.dataset.chart ?? "");
  if (!source?.textContent || canvas.dataset.isDrawn) return null;
  canvas.dataset.isDrawn = "1";
  const data = JSON.parse(source.textContent) as ChartData;
  const font = getComputedStyle(document.body).fontFamily;
  const { option, addressOf } = drawn(data, canvas.clientWidth);
  const chart = init(canvas, undefined, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: font },
    // Patterns beside colours: for those who see no colours, and for paper.
    aria: { enabled: true, decal: { show: data.kind === "flow" } },
    ...option,
  });
  chart.on("click", (event) => {
    const address = addressOf(event as never);
    if (address) window.location.assign(address);
  });
  return chart;
}

function start(): void {
  const charts: EChartsType[] = [];
  for (const canvas of document.querySelectorAll<HTMLElement>("[data-chart]")) {
    const chart = show(canvas);
    if (chart) charts.push(chart);
  }
  const fit = (): void => charts.forEach((chart) => chart.resize());
  window.addEventListener("resize", fit);
  window.addEventListener("beforeprint", fit);
  window.addEventListener("afterprint", fit);
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

start();
