import { type Box, WIDTH } from "../picture/layout.ts";
import { LINE, STAGE_GAP } from "../pipeline/layout.ts";
import type { PipelineAction, Stage } from "../pipeline/pipeline.ts";
import type { System, SystemCluster, SystemListener, SystemService } from "./system.ts";

const PADDING = 9;
const GAP = 12;
/** Room for two lines above what is in a box. */
const HEAD = 2 * LINE + 2 * PADDING;

/** Columns from left to right: who asks, load balancers, services, and what releases them. */
export const CLIENTS = { x: 12, width: 58 };
export const NETWORK = { x: 86, width: 464 };
const BALANCER = { x: NETWORK.x + GAP, width: 156 };
const CLUSTER = { x: 292, width: NETWORK.x + NETWORK.width - GAP - 292 };
export const PIPELINE = { x: 574, width: WIDTH - 574 - CLIENTS.x };

export interface PlacedListener extends Box, SystemListener {}

export interface PlacedService extends Box {
  readonly service: SystemService;
  readonly listeners: readonly PlacedListener[];
}

export interface PlacedCluster extends Box {
  readonly cluster: SystemCluster;
  readonly balancer: Box;
  readonly services: readonly PlacedService[];
}

export interface PlacedSystemStage extends Box {
  readonly title: string;
  readonly lines: readonly string[];
  /** Services that it deploys. */
  readonly targets: readonly PlacedService[];
}

export interface PlacedSystem {
  readonly network: Box;
  readonly clusters: readonly PlacedCluster[];
  readonly pipeline: Box;
  readonly stages: readonly PlacedSystemStage[];
  /** Lower edge of everything. */
  readonly end: number;
}

/** Places of everything from a height down. A stage is beside the first service that it deploys, where there is room. */
export function placeSystem(system: System, from: number): PlacedSystem {
  const clusters = placeClusters(system.clusters, from + HEAD);
  const stages = placeStages(
    system,
    clusters.flatMap(({ services }) => services),
    from + HEAD,
  );
  const endOf = (boxes: readonly Box[]) => Math.max(from, ...boxes.map(({ y, height }) => y + height)) + GAP;
  const network = { ...NETWORK, y: from, height: endOf(clusters) - from };
  const pipeline = { ...PIPELINE, y: from, height: endOf(stages) - from };
  return { network, clusters, pipeline, stages, end: Math.max(endOf(clusters), endOf(stages)) };
}

function placeClusters(clusters: readonly SystemCluster[], from: number): PlacedCluster[] {
  let y = from;
  return clusters.map((cluster) => {
    const top = y;
    y += HEAD;
    const services = cluster.services.map((service) => {
      const placed = placeService(service, y);
      y += placed.height + GAP;
      return placed;
    });
    const routed = services.filter(({ listeners }) => listeners.length > 0).at(-1);
    const balancer = { ...BALANCER, y: top, height: (routed ? routed.y + routed.height - top : HEAD) + GAP };
    const placed = { ...CLUSTER, y: top, height: y - top, cluster, balancer, services };
    y += GAP;
    return placed;
  });
}

function placeService(service: SystemService, y: number): PlacedService {
  const height = (service.facts.length + 1) * LINE + 2 * PADDING;
  const rows = service.listeners.length;
  const listenerHeight = LINE + PADDING;
  const first = y + (height - rows * listenerHeight - (rows - 1) * PADDING) / 2;
  const listeners = service.listeners.map((listener, row) => ({
    ...listener,
    x: BALANCER.x + PADDING,
    y: first + row * (listenerHeight + PADDING),
    width: BALANCER.width - 2 * PADDING,
    height: listenerHeight,
  }));
  return { x: CLUSTER.x + PADDING, y, width: CLUSTER.width - 2 * PADDING, height, service, listeners };
}

function placeStages(
  { pipeline, imageRepository }: System,
  services: readonly PlacedService[],
  from: number,
): PlacedSystemStage[] {
  const isDeployment = ({ actions }: Stage) => actions.some(({ service }) => service !== undefined);
  const first = pipeline.stages.findIndex(isDeployment);
  let free = from;
  return pipeline.stages.map((stage, index) => {
    const targets = stage.actions.flatMap(({ service }) => services.filter((each) => each.service.name === service));
    const y = Math.max(free, targets[0]?.y ?? 0);
    const lines = [
      ...stage.actions.map(actionLine),
      // The last stage before the first deployment pushes the image.
      ...(index === first - 1 ? ["image to ECR:", imageRepository] : []),
    ];
    const height = (lines.length + 1) * LINE + 2 * PADDING;
    free = y + height + STAGE_GAP;
    const title = `${index + 1}. ${targets.length > 0 ? "Deploy" : stage.name}`;
    return { x: PIPELINE.x + PADDING, y, width: PIPELINE.width - 2 * PADDING, height, title, lines, targets };
  });
}

const actionLine = ({ name, by, service }: PipelineAction) =>
  service !== undefined ? `by ${by}` : name === by ? name : `${name}: ${by}`;
