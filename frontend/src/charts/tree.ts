import type { Drawn, TreeData, TreeNode } from "./kinds";
import { FILLS, INK, TOOLTIP } from "./kinds";

interface Point {
  name: string;
  value: number;
  data?: { rate?: string; url?: string };
}

function leaf(node: TreeNode): object {
  return {
    ...node,
    children: node.children?.map(leaf),
    itemStyle: { color: FILLS[node.tone] },
    upperLabel: { backgroundColor: FILLS[node.tone] },
  };
}

/** Items, contents and standards: as large as the points at stake, coloured by the rate that stands beside the name. */
export function treeOf(data: TreeData): Drawn {
  const told = (point: Point): string => `${point.name}  ${point.data?.rate || data.words.none}`;
  const level = (gap: number, width: number): object => ({
    itemStyle: { borderColor: "#fff", borderWidth: width, gapWidth: gap },
    upperLabel: { show: true, height: 22 },
  });
  return {
    option: {
      tooltip: {
        ...TOOLTIP,
        formatter: (point: unknown) => {
          const one = point as Point;
          return one.name ? `${told(one)}\n${one.value.toFixed(2)} ${data.words.points}` : "";
        },
      },
      series: [
        {
          type: "treemap",
          data: data.nodes.map(leaf),
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          leafDepth: undefined,
          visibleMin: 60,
          label: { color: INK, fontSize: 12, formatter: told, overflow: "truncate", padding: 4 },
          upperLabel: { color: INK, fontSize: 12, fontWeight: 600, formatter: told, overflow: "truncate" },
          levels: [{ itemStyle: { gapWidth: 3, borderWidth: 0 } }, level(2, 2), level(1, 1)],
        },
      ],
    },
    addressOf: (event) => event.data?.url,
  };
}
