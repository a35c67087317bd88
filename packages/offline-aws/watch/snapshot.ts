import type { Cloud, Resource } from "../cloud/cloud.ts";
import type { ObjectValue } from "../protocol/values.ts";
import type { View } from "./view.ts";

/** Two changes within this time may leave the same time on a folder, in milliseconds. */
const CLOCK_MS = 20;

/** The cloud as it is right now. Types that have not changed since they were read are not read again. */
export class Snapshots {
  private readonly read = new Map<string, { changed: number; at: number; resources: Resource[] }>();

  constructor(private readonly cloud: Cloud) {}

  /** Makes views of one moment, by account and region. */
  take(): (of: { account: string; region: string }) => View {
    const checked = new Set<string>();
    const views = new Map<string, View>();
    return ({ account, region }) => {
      const key = `${account}/${region}`;
      const view = views.get(key) ?? this.viewOf(account, region, checked);
      views.set(key, view);
      return view;
    };
  }

  private viewOf(account: string, region: string, checked: Set<string>): View {
    const lists = new Map<string, readonly ObjectValue[]>();
    const here = (type: string) =>
      this.resources(type, checked).filter(
        (each) => each.account === account && (each.region === region || each.region === "global"),
      );
    return {
      list: (type) => {
        const list = lists.get(type) ?? here(type).map(({ attributes }) => attributes);
        lists.set(type, list);
        return list;
      },
      existing: (type) => here(type).flatMap(({ existing, attributes }) => (existing ? [attributes] : [])),
    };
  }

  private resources(type: string, checked: Set<string>): Resource[] {
    const known = this.read.get(type);
    if (known !== undefined && checked.has(type)) return known.resources;
    checked.add(type);
    const changed = this.cloud.changed(type);
    if (known !== undefined && known.changed === changed && known.at - changed > CLOCK_MS) return known.resources;
    const at = Date.now();
    const resources = this.cloud.list(type);
    this.read.set(type, { changed, at, resources });
    return resources;
  }
}
